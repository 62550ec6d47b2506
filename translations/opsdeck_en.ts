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
    <message numerus="yes">
        <source>%n module(s)</source>
        <translation>
            <numerusform>%n module</numerusform>
            <numerusform>%n modules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) passed. Risk: %1 of 100.</source>
        <extracomment>%n is a number of checks, %1 a score from 0 to 100</extracomment>
        <translation>
            <numerusform>%n check passed. Risk: %1 of 100.</numerusform>
            <numerusform>%n checks passed. Risk: %1 of 100.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ledger entries about traffic cannot be understood.</source>
        <translation>
            <numerusform>%n ledger entry about traffic cannot be understood.</numerusform>
            <numerusform>%n ledger entries about traffic cannot be understood.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DigestText</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <extracomment>alerts, silences or deployments that a list leaves out at its end</extracomment>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
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
    <name>FoldText</name>
    <message numerus="yes">
        <source>%n alert(s) that come and go</source>
        <translation>
            <numerusform>%n alert that comes and goes</numerusform>
            <numerusform>%n alerts that come and go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n symptom(s) of %1</source>
        <extracomment>%1 is an alert and what it is about: &quot;HostDown gw-03&quot;</extracomment>
        <translation>
            <numerusform>%n symptom of %1</numerusform>
            <numerusform>%n symptoms of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alike, the first at %1, the last at %2</source>
        <extracomment>of alerts of one name; %1 and %2 are times</extracomment>
        <translation>
            <numerusform>%n alike, the first at %1, the last at %2</numerusform>
            <numerusform>%n alike, the first at %1, the last at %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them gone at the moment</source>
        <extracomment>of alerts that come and go</extracomment>
        <translation>
            <numerusform>%n of them gone at the moment</numerusform>
            <numerusform>%n of them gone at the moment</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>folds %n symptom(s)</source>
        <translation>
            <numerusform>folds %n symptom</numerusform>
            <numerusform>folds %n symptoms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>came or went %n time(s) lately</source>
        <extracomment>of an alert that comes and goes</extracomment>
        <translation>
            <numerusform>came or went %n time lately</numerusform>
            <numerusform>came or went %n times lately</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryText</name>
    <message numerus="yes">
        <source>fired %n time(s), %1 in all</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>
            <numerusform>fired %n time, %1 in all</numerusform>
            <numerusform>fired %n times, %1 in all</numerusform>
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
    <name>NotifyText</name>
    <message numerus="yes">
        <source>%n alert(s) at once: %1</source>
        <extracomment>%n alerts that began together; %1 is a list of counts such as &quot;2 critical, 1 warning&quot;</extracomment>
        <translation>
            <numerusform>%n alert at once: %1</numerusform>
            <numerusform>%n alerts at once: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n worse now</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n worse now</numerusform>
            <numerusform>%n worse now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still nobody&apos;s</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n still nobody&apos;s</numerusform>
            <numerusform>%n still nobody&apos;s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resolved</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n resolved</numerusform>
            <numerusform>%n resolved</numerusform>
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
    <name>TilePainter</name>
    <message numerus="yes">
        <source>%n more</source>
        <extracomment>alerts of a business system that have no room
----------
business systems that have no room on the wall</extracomment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n come(s) and go(es)</source>
        <extracomment>alerts on the wall, whose names stand behind it</extracomment>
        <translation>
            <numerusform>%n comes and goes</numerusform>
            <numerusform>%n come and go</numerusform>
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
        <source>%n silenced</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n silenced</numerusform>
            <numerusform>%n silenced</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) of %1 alert(s)</source>
        <extracomment>%n times was an alert told; %1 is the number of alerts that this leaves</extracomment>
        <translation>
            <numerusform>%n report of %1 alerts</numerusform>
            <numerusform>%n reports of %1 alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertInspector</name>
    <message numerus="yes">
        <source>%n alerts selected</source>
        <translation>
            <numerusform>%n alert selected</numerusform>
            <numerusform>%n alerts selected</numerusform>
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
    <name>opsdeck::AnalysisPage</name>
    <message numerus="yes">
        <source>%n left out: not seen from the beginning to the end</source>
        <translation>
            <numerusform>%n left out: not seen from the beginning to the end</numerusform>
            <numerusform>%n left out: not seen from the beginning to the end</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>median of %n; nine in ten within %1</source>
        <extracomment>%1 is a duration, %n a number of alerts</extracomment>
        <translation>
            <numerusform>median of %n; nine in ten within %1</numerusform>
            <numerusform>median of %n; nine in ten within %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>folded : shown, of %n told</source>
        <translation>
            <numerusform>folded : shown, of %n told</numerusform>
            <numerusform>folded : shown, of %n told</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::BillsPage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>faults of files</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n versions</source>
        <translation>
            <numerusform>%1 of %n version</numerusform>
            <numerusform>%1 of %n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n versions</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::ChangeCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>changes</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::ChangeScene</name>
    <message numerus="yes">
        <source>%n earlier</source>
        <extracomment>changes of today that have no room</extracomment>
        <translation>
            <numerusform>%n earlier</numerusform>
            <numerusform>%n earlier</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::CheckModel</name>
    <message numerus="yes">
        <source>%1: %n of %2 do(es) not pass</source>
        <extracomment>%1 is what was looked at: &quot;Host reachable: 2 of 50 do not pass&quot;; %n is the first number, %2 the second</extracomment>
        <translation>
            <numerusform>%1: %n of %2 does not pass</numerusform>
            <numerusform>%1: %n of %2 do not pass</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::CheckStep</name>
    <message numerus="yes">
        <source>%n blocking</source>
        <comment>checks before a deployment</comment>
        <translation>
            <numerusform>%n blocking</numerusform>
            <numerusform>%n blocking</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <comment>checks before a deployment</comment>
        <translation>
            <numerusform>%n unknown</numerusform>
            <numerusform>%n unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <comment>checks before a deployment</comment>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <comment>checks before a deployment</comment>
        <translation>
            <numerusform>%n passed</numerusform>
            <numerusform>%n passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) in the way: %1</source>
        <comment>what forbids a deployment; %1 is the first of them</comment>
        <translation>
            <numerusform>%n thing in the way: %1</numerusform>
            <numerusform>%n things in the way: %1</numerusform>
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
    <name>opsdeck::EpisodeList</name>
    <message numerus="yes">
        <source>the first %1 of %n row(s)</source>
        <extracomment>%1 is a number of rows</extracomment>
        <translation>
            <numerusform>the first %1 of %n row</numerusform>
            <numerusform>the first %1 of %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
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
    <name>opsdeck::GitPlanStep</name>
    <message numerus="yes">
        <source>Commit %n file(s) and tag %1</source>
        <extracomment>%1 is the name of a git tag</extracomment>
        <translation>
            <numerusform>Commit %n file and tag %1</numerusform>
            <numerusform>Commit %n files and tag %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::HeatMap</name>
    <message numerus="yes">
        <source>%1: %n fired</source>
        <extracomment>%1 is an hour of a weekday</extracomment>
        <translation>
            <numerusform>%1: %n fired</numerusform>
            <numerusform>%1: %n fired</numerusform>
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
    <name>opsdeck::NewBillDialog</name>
    <message numerus="yes">
        <source>Left open: %n point(s). The check marks say what, and what does not hold. Nothing is written yet.</source>
        <translation>
            <numerusform>Left open: %n point. The check marks say what, and what does not hold. Nothing is written yet.</numerusform>
            <numerusform>Left open: %n points. The check marks say what, and what does not hold. Nothing is written yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::OverrideRow</name>
    <message numerus="yes">
        <source>%n check(s) block.</source>
        <translation>
            <numerusform>%n check blocks.</numerusform>
            <numerusform>%n checks block.</numerusform>
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
    <message numerus="yes">
        <source>%n host(s) at a time; a failure stops before the next ones.</source>
        <translation>
            <numerusform>%n host at a time; a failure stops before the next ones.</numerusform>
            <numerusform>%n hosts at a time; a failure stops before the next ones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waits %n second(s) in between.</source>
        <translation>
            <numerusform>Waits %n second in between.</numerusform>
            <numerusform>Waits %n seconds in between.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Roll back %n host(s)</source>
        <translation>
            <numerusform>Roll back %n host</numerusform>
            <numerusform>Roll back %n hosts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::RelatedCard</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On the same component: %n</source>
        <translation>
            <numerusform>On the same component: %n</numerusform>
            <numerusform>On the same component: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On what it depends on or what depends on it: %n</source>
        <translation>
            <numerusform>On what it depends on or what depends on it: %n</numerusform>
            <numerusform>On what it depends on or what depends on it: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of the same name elsewhere: %n</source>
        <translation>
            <numerusform>Of the same name elsewhere: %n</numerusform>
            <numerusform>Of the same name elsewhere: %n</numerusform>
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
    <name>opsdeck::RouteCard</name>
    <message numerus="yes">
        <source>%n tenant(s) on %1: %2</source>
        <extracomment>%1 is a pool, %2 a list of tenants</extracomment>
        <translation>
            <numerusform>%n tenant on %1: %2</numerusform>
            <numerusform>%n tenants on %1: %2</numerusform>
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
    <name>opsdeck::SilenceList</name>
    <message numerus="yes">
        <source>%n hit(s) nothing now</source>
        <extracomment>%n is a number of silences</extracomment>
        <translation>
            <numerusform>%n hits nothing now</numerusform>
            <numerusform>%n hit nothing now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n end(s) within 8 hours</source>
        <extracomment>%n is a number of silences</extracomment>
        <translation>
            <numerusform>%n ends within 8 hours</numerusform>
            <numerusform>%n end within 8 hours</numerusform>
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
    <name>opsdeck::TrafficPage</name>
    <message numerus="yes">
        <source>%n ledger entries about traffic cannot be understood.</source>
        <translation>
            <numerusform>%n ledger entry about traffic cannot be understood.</numerusform>
            <numerusform>%n ledger entries about traffic cannot be understood.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n route(s)</source>
        <translation>
            <numerusform>%n route</numerusform>
            <numerusform>%n routes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::VersionScene</name>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n service</numerusform>
            <numerusform>%n services</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with drift</source>
        <extracomment>services of which not the same runs everywhere</extracomment>
        <translation>
            <numerusform>%n with drift</numerusform>
            <numerusform>%n with drift</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::WallHeader</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is &quot;zabbix silent since 13:41&quot;; further sources are silent too</extracomment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
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
