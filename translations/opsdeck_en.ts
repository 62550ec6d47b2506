<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AlertText</name>
    <message numerus="yes">
        <source>%n business system(s) not observable</source>
        <translation>
            <numerusform>%n business system not observable</numerusform>
            <numerusform>%n business systems not observable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n business system(s) without alerts</source>
        <translation>
            <numerusform>%n business system without alerts</numerusform>
            <numerusform>%n business systems without alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n critical</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n critical</numerusform>
            <numerusform>%n critical</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n info</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n info</numerusform>
            <numerusform>%n info</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n silenced</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n silenced</numerusform>
            <numerusform>%n silenced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message numerus="yes">
        <source>%n fault(s).</source>
        <translation>
            <numerusform>%n fault.</numerusform>
            <numerusform>%n faults.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n interrupted run(s) found; see the ledger.</source>
        <translation>
            <numerusform>%n interrupted run found; see the ledger.</numerusform>
            <numerusform>%n interrupted runs found; see the ledger.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The ledger has %n entries and its chain is whole.</source>
        <extracomment>%n is a number of entries in the ledger</extracomment>
        <translation>
            <numerusform>The ledger has %n entry and its chain is whole.</numerusform>
            <numerusform>The ledger has %n entries and its chain is whole.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message numerus="yes">
        <source>It asks to wait %n second(s).</source>
        <extracomment>%n is a number of seconds</extracomment>
        <translation>
            <numerusform>It asks to wait %n second.</numerusform>
            <numerusform>It asks to wait %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatrixText</name>
    <message numerus="yes">
        <source>on %n host(s)</source>
        <comment>not running</comment>
        <translation>
            <numerusform>on %n host</numerusform>
            <numerusform>on %n hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) run the same digest</source>
        <translation>
            <numerusform>%n host runs the same digest</numerusform>
            <numerusform>%n hosts run the same digest</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n do(es) not</source>
        <extracomment>continues &quot;5 hosts run the same digest&quot;</extracomment>
        <translation>
            <numerusform>, %n does not</numerusform>
            <numerusform>, %n do not</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, missing on %n</source>
        <extracomment>continues &quot;5 hosts run the same digest&quot;</extracomment>
        <translation>
            <numerusform>, missing on %n</numerusform>
            <numerusform>, missing on %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoreText</name>
    <message numerus="yes">
        <source>%n entry(ies) saved</source>
        <extracomment>of the ledger</extracomment>
        <translation>
            <numerusform>%n entry saved</numerusform>
            <numerusform>%n entries saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lost</source>
        <extracomment>of the ledger; follows the number of those saved</extracomment>
        <translation>
            <numerusform>%n lost</numerusform>
            <numerusform>%n lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message numerus="yes">
        <source>%n s</source>
        <comment>age</comment>
        <extracomment>an age or a duration, as short as the language allows</extracomment>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <comment>age</comment>
        <extracomment>an age or a duration, as short as the language allows</extracomment>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <comment>age</comment>
        <extracomment>an age or a duration, as short as the language allows</extracomment>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n d</source>
        <comment>age</comment>
        <extracomment>an age or a duration, as short as the language allows</extracomment>
        <translation>
            <numerusform>%n d</numerusform>
            <numerusform>%n d</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ms</source>
        <comment>duration</comment>
        <extracomment>a duration in milliseconds</extracomment>
        <translation>
            <numerusform>%n ms</numerusform>
            <numerusform>%n ms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Topology</name>
    <message numerus="yes">
        <source>%n hop(s)</source>
        <extracomment>How far around a service a topology shows neighbours</extracomment>
        <translation>
            <numerusform>%n hop</numerusform>
            <numerusform>%n hops</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) firing</source>
        <translation>
            <numerusform>%n alert firing</numerusform>
            <numerusform>%n alerts firing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertHeader</name>
    <message numerus="yes">
        <source>%n alert(s) folded into %1 row(s)</source>
        <extracomment>%n alerts were told by several sources and are shown as %1 rows</extracomment>
        <translation>
            <numerusform>%n alert folded into %1</numerusform>
            <numerusform>%n alerts folded into %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n silenced</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n silenced</numerusform>
            <numerusform>%n silenced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertsPage</name>
    <message numerus="yes">
        <source>All %n source(s) of alerts are live and tell none.</source>
        <translation>
            <numerusform>%n source of alerts is live and tells none.</numerusform>
            <numerusform>All %n sources of alerts are live and tell none.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::DeedDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge %n alerts</source>
        <translation>
            <numerusform>Acknowledge %n alert</numerusform>
            <numerusform>Acknowledge %n alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give back %n alerts</source>
        <translation>
            <numerusform>Give %n alert back</numerusform>
            <numerusform>Give %n alerts back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hand over %n alerts</source>
        <translation>
            <numerusform>Hand %n alert over</numerusform>
            <numerusform>Hand %n alerts over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Close %n alerts</source>
        <translation>
            <numerusform>Close %n alert</numerusform>
            <numerusform>Close %n alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Comment on %n alerts</source>
        <translation>
            <numerusform>Comment on %n alert</numerusform>
            <numerusform>Comment on %n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::Desk</name>
    <message numerus="yes">
        <source>%n host(s) wait for an answer of yours before they can be reached.</source>
        <translation>
            <numerusform>%n host waits for an answer of yours before it can be reached.</numerusform>
            <numerusform>%n hosts wait for an answer of yours before they can be reached.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::DiffView</name>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>%n unchanged line</numerusform>
            <numerusform>%n unchanged lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::FaultList</name>
    <message numerus="yes">
        <source>%n fault(s) in the workspace in %1. Opsdeck works with what is valid; the rest is left out.</source>
        <translation>
            <numerusform>%n fault in the workspace in %1. Opsdeck works with what is valid; the rest is left out.</numerusform>
            <numerusform>%n faults in the workspace in %1. Opsdeck works with what is valid; the rest is left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::FreshnessStrip</name>
    <message numerus="yes">
        <source>and %n more</source>
        <extracomment>Follows the name and state of one source that is not live</extracomment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::LedgerPage</name>
    <message numerus="yes">
        <source>%1 of %n entries</source>
        <translation>
            <numerusform>%1 of %n entry</numerusform>
            <numerusform>%1 of %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::PlanStep</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n module(s) already as planned</source>
        <translation>
            <numerusform>%n module already as planned</numerusform>
            <numerusform>%n modules already as planned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deploy %1 to %n host(s)</source>
        <extracomment>%1 is product and version: &quot;Deploy shop 2.4.2 to 2 hosts&quot;</extracomment>
        <translation>
            <numerusform>Deploy %1 to %n host</numerusform>
            <numerusform>Deploy %1 to %n hosts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::ReleasesHeader</name>
    <message numerus="yes">
        <source>what really runs, by digest, from %n host(s)</source>
        <translation>
            <numerusform>what really runs, by digest, from %n host</numerusform>
            <numerusform>what really runs, by digest, from %n hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> · %n live</source>
        <extracomment>continues &quot;what really runs, by digest, from 41 hosts&quot;</extracomment>
        <translation>
            <numerusform> · %n live</numerusform>
            <numerusform> · %n live</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n silent</source>
        <extracomment>continues &quot;… from 41 hosts · 38 live&quot;</extracomment>
        <translation>
            <numerusform>, %n silent</numerusform>
            <numerusform>, %n silent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::SilenceDialog</name>
    <message numerus="yes">
        <source>It hits %n alerts now:</source>
        <translation>
            <numerusform>It hits %n alert now:</numerusform>
            <numerusform>It hits %n alerts now:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It would have hit %n alerts in the last 24 hours.</source>
        <translation>
            <numerusform>It would have hit %n alert in the last 24 hours.</numerusform>
            <numerusform>It would have hit %n alerts in the last 24 hours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Silence %n alerts</source>
        <translation>
            <numerusform>Silence %n alert</numerusform>
            <numerusform>Silence %n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::SilenceModel</name>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::StatusBar</name>
    <message numerus="yes">
        <source>%n task(s) running</source>
        <translation>
            <numerusform>%n task running</numerusform>
            <numerusform>%n tasks running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::TopologyCanvas</name>
    <message numerus="yes">
        <source>Topology, %n node(s)</source>
        <translation>
            <numerusform>Topology, %n node</numerusform>
            <numerusform>Topology, %n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::TopologyHeader</name>
    <message numerus="yes">
        <source>showing %1 of %n node(s)</source>
        <extracomment>%1 = how many of %n nodes are drawn</extracomment>
        <translation>
            <numerusform>showing %1 of %n node</numerusform>
            <numerusform>showing %1 of %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n edge(s) hidden</source>
        <extracomment>Goes on &quot;showing 12 of 310 nodes&quot;</extracomment>
        <translation>
            <numerusform>, %n edge hidden</numerusform>
            <numerusform>, %n edges hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::TopologyInspector</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::WhereStep</name>
    <message numerus="yes">
        <source>%1 · %n host(s)</source>
        <extracomment>%1 is an environment; %n hosts get the product there</extracomment>
        <translation>
            <numerusform>%1 · %n host</numerusform>
            <numerusform>%1 · %n hosts</numerusform>
        </translation>
    </message>
</context>
</TS>
