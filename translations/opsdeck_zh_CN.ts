<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AlertText</name>
    <message>
        <source>critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>info</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>live</source>
        <extracomment>of a source of data</extracomment>
        <translation>正常</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <extracomment>of a source of data: not asked yet</extracomment>
        <translation>尚未查询</translation>
    </message>
    <message>
        <source>refuses our credentials</source>
        <extracomment>of a source of data</extracomment>
        <translation>拒绝凭据</translation>
    </message>
    <message>
        <source>Not in the catalog</source>
        <translation>不在目录中</translation>
    </message>
    <message numerus="yes">
        <source>%n business system(s) not observable</source>
        <translation>
            <numerusform>%n 个业务系统不可见</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n business system(s) without alerts</source>
        <translation>
            <numerusform>%n 个业务系统无告警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n critical</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n 条严重</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n 条警告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n info</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n 条提示</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n silenced</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n 条已静默</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>between the parts of a list such as &quot;2 critical, 1 warning&quot;</extracomment>
        <translation>，</translation>
    </message>
    <message>
        <source>no source</source>
        <translation>无数据源</translation>
    </message>
    <message>
        <source>not observable: nothing heard from %1 yet</source>
        <extracomment>%1 names sources</extracomment>
        <translation>不可见：尚未收到 %1 的数据</translation>
    </message>
    <message>
        <source>, last known %1</source>
        <extracomment>continues &quot;not observable: … stale since 13:41&quot;; %1 is a list of counts</extracomment>
        <translation>，最后已知 %1</translation>
    </message>
    <message>
        <source>owner %1</source>
        <extracomment>the group of people that owns a business system</extracomment>
        <translation>负责 %1</translation>
    </message>
    <message>
        <source>these alerts name no component of the catalog</source>
        <translation>这些告警未对应目录中的组件</translation>
    </message>
    <message>
        <source>last known %1</source>
        <extracomment>of an alert whose source is silent; %1 is a time</extracomment>
        <translation>最后已知 %1</translation>
    </message>
    <message>
        <source>last known</source>
        <translation>最后已知</translation>
    </message>
    <message>
        <source>silenced</source>
        <translation>已静默</translation>
    </message>
    <message>
        <source>silenced by %1 until %2</source>
        <extracomment>%1 is a person, %2 a time</extracomment>
        <translation>由 %1 静默至 %2</translation>
    </message>
    <message>
        <source>pending</source>
        <extracomment>state of an alert: its condition holds, but not long enough yet</extracomment>
        <translation>待触发</translation>
    </message>
    <message>
        <source>firing</source>
        <translation>触发中</translation>
    </message>
    <message>
        <source>%1 has it until %2</source>
        <extracomment>of an alert; %1 is a person, %2 a time</extracomment>
        <translation>%1 处理到 %2</translation>
    </message>
    <message>
        <source>%1 has it</source>
        <extracomment>of an alert; %1 is a person</extracomment>
        <translation>%1 处理中</translation>
    </message>
    <message>
        <source>in maintenance until %1: %2</source>
        <extracomment>%1 is a time, %2 the reason as a person wrote it</extracomment>
        <translation>维护中，至 %1：%2</translation>
    </message>
    <message>
        <source>no service</source>
        <translation>无服务</translation>
    </message>
    <message>
        <source>no host</source>
        <translation>无主机</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>无名称</translation>
    </message>
    <message>
        <source>no owner</source>
        <translation>无负责人</translation>
    </message>
    <message>
        <source>no label %1</source>
        <extracomment>%1 is the name of a label of alerts</extracomment>
        <translation>无标签 %1</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <extracomment>of a source of data; %1 is a time</extracomment>
        <translation>自 %1 无数据</translation>
    </message>
    <message>
        <source>never reached</source>
        <extracomment>of a source of data</extracomment>
        <translation>从未连通</translation>
    </message>
    <message>
        <source>not observable: %1 stale since %2</source>
        <extracomment>%1 names sources, %2 is a time</extracomment>
        <translation>不可见：%1 自 %2 无数据</translation>
    </message>
    <message>
        <source>not observable: %1 never reached</source>
        <extracomment>%1 names sources</extracomment>
        <translation>不可见：%1 从未连通</translation>
    </message>
    <message>
        <source>gone at the moment</source>
        <extracomment>of an alert that comes and goes</extracomment>
        <translation>当前已消失</translation>
    </message>
    <message>
        <source>in maintenance, says %1: %2</source>
        <extracomment>%1 names a source of alerts, %2 is what it calls the maintenance</extracomment>
        <translation>维护中（%1）：%2</translation>
    </message>
</context>
<context>
    <name>ChangeText</name>
    <message>
        <source>%1 acknowledged</source>
        <extracomment>%1 is an alert</extracomment>
        <translation>%1 已确认</translation>
    </message>
    <message>
        <source>%1 given back</source>
        <extracomment>%1 is an alert</extracomment>
        <translation>%1 已交还</translation>
    </message>
    <message>
        <source>%1 handed over</source>
        <extracomment>%1 is an alert</extracomment>
        <translation>%1 已移交</translation>
    </message>
    <message>
        <source>%1 commented on</source>
        <extracomment>%1 is an alert</extracomment>
        <translation>%1 有新备注</translation>
    </message>
    <message>
        <source>%1 closed</source>
        <extracomment>%1 is an alert</extracomment>
        <translation>%1 已关闭</translation>
    </message>
    <message>
        <source>pipeline %1</source>
        <extracomment>%1 is number and ref, &quot;#48211 main&quot;</extracomment>
        <translation>流水线 %1</translation>
    </message>
    <message>
        <source>silence for %1</source>
        <extracomment>%1 are matchers of labels</extracomment>
        <translation>静默 %1</translation>
    </message>
    <message>
        <source>configuration: %1</source>
        <extracomment>%1 says of what</extracomment>
        <translation>配置：%1</translation>
    </message>
    <message>
        <source>runbook: %1</source>
        <extracomment>%1 is its name</extracomment>
        <translation>预案：%1</translation>
    </message>
    <message>
        <source>at %1</source>
        <extracomment>beside a change; %1 is a service that the alert&apos;s service depends on, or the other way round</extracomment>
        <translation>在 %1</translation>
    </message>
    <message>
        <source>changed: %1 deployed %2</source>
        <extracomment>below an alert; %1 is a version, %2 is such as &quot;3 min before&quot;</extracomment>
        <translation>变更：%1 部署于%2</translation>
    </message>
    <message>
        <source>changed: %1 %2</source>
        <extracomment>below an alert; %1 is what was changed, %2 is such as &quot;3 min before&quot;</extracomment>
        <translation>变更：%1（%2）</translation>
    </message>
    <message>
        <source>by %1</source>
        <extracomment>%1 is a person</extracomment>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 before</source>
        <extracomment>how long before an alert began something was changed; %1 is such as &quot;3 min&quot;</extracomment>
        <translation>告警前 %1</translation>
    </message>
    <message>
        <source>%1 after</source>
        <extracomment>how long after an alert began something was changed; %1 is such as &quot;3 min&quot;</extracomment>
        <translation>告警后 %1</translation>
    </message>
    <message>
        <source>marked: %1</source>
        <extracomment>%1 is what somebody marked on the time line of a monitoring system</extracomment>
        <translation>标注：%1</translation>
    </message>
</context>
<context>
    <name>CheckText</name>
    <message>
        <source>Host reachable</source>
        <extracomment>A check before a deployment, as in &quot;Host reachable: 50 of 50&quot;</extracomment>
        <translation>主机可达</translation>
    </message>
    <message>
        <source>Engine version</source>
        <extracomment>A check before a deployment: the version of the container engine on a host</extracomment>
        <translation>引擎版本</translation>
    </message>
    <message>
        <source>Disk space</source>
        <extracomment>A check before a deployment</extracomment>
        <translation>磁盘空间</translation>
    </message>
    <message>
        <source>Ports free</source>
        <extracomment>A check before a deployment: nobody else listens on the ports that are needed</extracomment>
        <translation>端口空闲</translation>
    </message>
    <message>
        <source>Files and keys</source>
        <extracomment>A check before a deployment: mounts and configuration keys are there</extracomment>
        <translation>文件与密钥</translation>
    </message>
    <message>
        <source>Image in registry</source>
        <extracomment>A check before a deployment</extracomment>
        <translation>镜像在仓库中</translation>
    </message>
    <message>
        <source>Image pullable</source>
        <extracomment>A check before a deployment: the host can fetch the image</extracomment>
        <translation>镜像可拉取</translation>
    </message>
    <message>
        <source>Pipeline green</source>
        <extracomment>A check before a deployment: the pipeline of the commit succeeded</extracomment>
        <translation>流水线通过</translation>
    </message>
    <message>
        <source>Image scan</source>
        <extracomment>A check before a deployment: what a scanner found in the image</extracomment>
        <translation>镜像扫描</translation>
    </message>
    <message>
        <source>Tag pinned</source>
        <extracomment>A check before a deployment: the image is named by its digest</extracomment>
        <translation>标签已固定</translation>
    </message>
    <message>
        <source>Rollback target</source>
        <extracomment>A check before a deployment: the version before is still there</extracomment>
        <translation>回滚目标</translation>
    </message>
    <message>
        <source>Freeze window</source>
        <extracomment>A check before a deployment: no freeze forbids it now</extracomment>
        <translation>冻结窗口</translation>
    </message>
    <message>
        <source>Environment lease</source>
        <extracomment>A check before a deployment: nobody else has reserved the environment</extracomment>
        <translation>环境租约</translation>
    </message>
    <message>
        <source>Critical alerts</source>
        <extracomment>A check before a deployment</extracomment>
        <translation>严重告警</translation>
    </message>
    <message>
        <source>Last deployment</source>
        <extracomment>A check before a deployment: how the last one ended</extracomment>
        <translation>上次部署</translation>
    </message>
    <message>
        <source>Database change</source>
        <extracomment>A check before a deployment</extracomment>
        <translation>数据库变更</translation>
    </message>
    <message>
        <source>Working hours</source>
        <extracomment>A check before a deployment: people are there to help</extracomment>
        <translation>工作时间</translation>
    </message>
    <message>
        <source>viewer</source>
        <extracomment>A role</extracomment>
        <translation>查看者</translation>
    </message>
    <message>
        <source>operator</source>
        <extracomment>A role</extracomment>
        <translation>操作员</translation>
    </message>
    <message>
        <source>releaser</source>
        <extracomment>A role</extracomment>
        <translation>发布者</translation>
    </message>
    <message>
        <source>admin</source>
        <extracomment>A role</extracomment>
        <translation>管理员</translation>
    </message>
    <message>
        <source>passes</source>
        <extracomment>Verdict of a check before a deployment</extracomment>
        <translation>通过</translation>
    </message>
    <message>
        <source>warning</source>
        <extracomment>Verdict of a check before a deployment</extracomment>
        <translation>警告</translation>
    </message>
    <message>
        <source>blocks</source>
        <extracomment>Verdict of a check before a deployment: it forbids to start</extracomment>
        <translation>阻止</translation>
    </message>
    <message>
        <source>unknown, blocks</source>
        <extracomment>Verdict of a check before a deployment: it could not be found out, and that forbids to start, or not</extracomment>
        <translation>未知，阻止</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>environment</source>
        <extracomment>What a check is about, where it is on no single host and of no single module</extracomment>
        <translation>环境</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <extracomment>What a check is about: %1 is a module, %2 a host</extracomment>
        <translation>%2 上的 %1</translation>
    </message>
    <message>
        <source>Target retained</source>
        <extracomment>A check before a deployment: no retention rule of the registry would remove the version before</extracomment>
        <translation>回滚目标保留</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Checks a workspace and names every fault with file, line and column. Exit status: 0 no fault, 1 faults, 2 usage.</source>
        <translation>检查工作区，逐条给出错误所在的文件、行和列。退出码：0 无错误，1 有错误，2 用法错误。</translation>
    </message>
    <message>
        <source>the folder that holds opsdeck.yaml</source>
        <translation>opsdeck.yaml 所在的文件夹</translation>
    </message>
    <message>
        <source>one JSON object a line</source>
        <translation>每行输出一个 JSON 对象</translation>
    </message>
    <message>
        <source>No fault: %1 connections, %2 hosts, %3 products, %4 catalog entities.</source>
        <extracomment>%n is a number of faults in a workspace</extracomment>
        <translation>没有错误：%1 个连接，%2 台主机，%3 个产品，%4 个目录实体。</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s).</source>
        <translation>
            <numerusform>%n 处错误。</numerusform>
        </translation>
    </message>
    <message>
        <source>Wrong number of arguments.</source>
        <translation>参数个数不对。</translation>
    </message>
    <message>
        <source>%1 is not a usable workspace.</source>
        <extracomment>%1 is a folder</extracomment>
        <translation>%1 不是可用的工作区。</translation>
    </message>
    <message>
        <source>Starting the demo&apos;s company…</source>
        <translation>正在启动演示环境…</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>正在同步…</translation>
    </message>
    <message>
        <source>%1 alerts, %2 of them critical</source>
        <translation>%1 条告警，其中 %2 条严重</translation>
    </message>
    <message>
        <source>%1 services in the catalog</source>
        <translation>目录中有 %1 个服务</translation>
    </message>
    <message>
        <source>Opens Opsdeck on a simulated company: no account and no network needed.</source>
        <translation>在模拟公司上打开 Opsdeck：无需账号，也无需网络。</translation>
    </message>
    <message>
        <source>render every page into this folder instead of opening a window</source>
        <translation>不打开窗口，把每个页面渲染到此文件夹</translation>
    </message>
    <message>
        <source>of the pictures, e.g. 1280x720</source>
        <translation>图片尺寸，例如 1280x720</translation>
    </message>
    <message>
        <source>with --screens: deploy something first</source>
        <translation>与 --screens 合用：先执行一次部署</translation>
    </message>
    <message>
        <source>--size wants WIDTHxHEIGHT, at least 640x400.</source>
        <translation>--size 的格式为 WIDTHxHEIGHT，至少 640x400。</translation>
    </message>
    <message numerus="yes">
        <source>%n interrupted run(s) found; see the ledger.</source>
        <translation>
            <numerusform>发现 %n 次中断的部署，详见操作台账。</numerusform>
        </translation>
    </message>
    <message>
        <source>planning…</source>
        <translation>正在生成计划…</translation>
    </message>
    <message>
        <source>%1 is production: repeat its name with --confirm %1</source>
        <extracomment>%1 is an environment&apos;s name</extracomment>
        <translation>%1 是生产环境：请用 --confirm %1 重复其名称</translation>
    </message>
    <message>
        <source>Plan for %1 in %2, hash %3:</source>
        <extracomment>%1 product and version, %2 environment, %3 the first digits of a hash</extracomment>
        <translation>%1 在 %2 的计划，哈希 %3：</translation>
    </message>
    <message>
        <source>nothing runs</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>not touched</source>
        <translation>未触及</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>what to deploy</source>
        <translation>要部署的产品</translation>
    </message>
    <message>
        <source>which version of it</source>
        <translation>产品版本</translation>
    </message>
    <message>
        <source>where to</source>
        <translation>目标环境</translation>
    </message>
    <message>
        <source>the production environment&apos;s name, again</source>
        <translation>再次输入生产环境的名称</translation>
    </message>
    <message>
        <source>show what would be done, and do nothing</source>
        <translation>只显示将要执行的操作，不做任何改动</translation>
    </message>
    <message>
        <source>one JSON object a line on standard output</source>
        <translation>在标准输出上每行输出一个 JSON 对象</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>缺少 %1。</translation>
    </message>
    <message>
        <source>Polls every source of a workspace once and tells how each stands. Exit status: 0 all live, 1 failed, 2 usage, 4 some are not live.</source>
        <translation>对工作区的每个数据源轮询一次并报告状态。退出码：0 全部正常，1 失败，2 用法错误，4 部分不正常。</translation>
    </message>
    <message>
        <source>Unknown option: %1</source>
        <translation>未知选项：%1</translation>
    </message>
    <message>
        <source>No Opsdeck has this workspace open.</source>
        <translation>没有 Opsdeck 打开着这个工作区。</translation>
    </message>
    <message>
        <source>Process %1 of %2 on %3 has this workspace open since %4; others only read.</source>
        <extracomment>%1 is a process number, %2 a user, %3 a machine, %4 a time</extracomment>
        <translation>%3 上 %2 的进程 %1 自 %4 起打开着这个工作区；其他实例只能读取。</translation>
    </message>
    <message>
        <source>Only you can read these files.</source>
        <translation>这些文件只有您能读取。</translation>
    </message>
    <message>
        <source>Others can read or change: %1. --mend takes that away.</source>
        <extracomment>%1 is a list of files</extracomment>
        <translation>其他人可以读取或修改：%1。使用 --mend 可收回这些权限。</translation>
    </message>
    <message>
        <source>%1 is not there yet.</source>
        <translation>%1 尚不存在。</translation>
    </message>
    <message>
        <source>%1 is damaged (%2). %3</source>
        <extracomment>%1 is a file, %2 what SQLite says, %3 what helps</extracomment>
        <translation>%1 已损坏（%2）。%3</translation>
    </message>
    <message>
        <source>%1 was written by a newer Opsdeck (schema %2, this program knows %3).</source>
        <translation>%1 由更新版本的 Opsdeck 写入（结构版本 %2，本程序支持到 %3）。</translation>
    </message>
    <message>
        <source>%1 is sound: schema %2, %3.</source>
        <translation>%1 完好：结构版本 %2，%3。</translation>
    </message>
    <message>
        <source>The next start brings it to schema %1.</source>
        <translation>下次启动会把它升级到结构版本 %1。</translation>
    </message>
    <message>
        <source>--mend gains %1.</source>
        <translation>使用 --mend 可腾出 %1。</translation>
    </message>
    <message numerus="yes">
        <source>The ledger has %n entries and its chain is whole.</source>
        <extracomment>%n is a number of entries in the ledger</extracomment>
        <translation>
            <numerusform>台账有 %n 条记录，链条完整。</numerusform>
        </translation>
    </message>
    <message>
        <source>The chain of the ledger is broken at entry %1: entries before it are missing, or it was altered. Nothing can mend that; compare with a backup.</source>
        <translation>台账的链条在第 %1 条记录处断开：其前面的记录缺失，或该记录被改动。这无法修复；请与备份比对。</translation>
    </message>
    <message>
        <source>No file was set aside.</source>
        <translation>没有被搁置的文件。</translation>
    </message>
    <message>
        <source>Set aside or kept as backups, %1; delete them when you no longer need them: %2</source>
        <extracomment>%1 is a size, %2 a list of files</extracomment>
        <translation>已搁置或留作备份，共 %1；不再需要时可删除：%2</translation>
    </message>
    <message>
        <source>Only %1 are free on this disk.</source>
        <translation>此磁盘仅剩 %1 可用空间。</translation>
    </message>
    <message>
        <source>%1 are free on this disk.</source>
        <translation>此磁盘有 %1 可用空间。</translation>
    </message>
    <message>
        <source>Made private: %1</source>
        <translation>已设为私有：%1</translation>
    </message>
    <message>
        <source>The damaged cache is now %1; the next start fetches everything again.</source>
        <translation>损坏的缓存已改名为 %1；下次启动会重新获取全部数据。</translation>
    </message>
    <message>
        <source>The ledger was salvaged: %1 entries saved, %2 lost%3. The damaged file is %4.</source>
        <translation>台账已抢救：保住 %1 条记录，丢失 %2 条%3。损坏的文件为 %4。</translation>
    </message>
    <message>
        <source>, and newer ones may be missing</source>
        <translation>，较新的记录可能缺失</translation>
    </message>
    <message>
        <source>Compacted: %1 gained.</source>
        <translation>已压缩：腾出 %1。</translation>
    </message>
    <message>
        <source>%1 is not there yet: this workspace was never opened.</source>
        <extracomment>%1 is a folder</extracomment>
        <translation>%1 尚不存在：这个工作区从未打开过。</translation>
    </message>
    <message>
        <source>--mend or the next start sets it aside and fetches everything again.</source>
        <translation>--mend 或下次启动会将其搁置并重新获取全部数据。</translation>
    </message>
    <message>
        <source>--mend or the next start saves what can be read into a new file and keeps the damaged one.</source>
        <translation>--mend 或下次启动会把可读取的内容存入新文件，并保留损坏的文件。</translation>
    </message>
    <message>
        <source>Looks at the files that Opsdeck keeps for a workspace: who has them open, who may read them, whether cache and ledger are sound, whether the ledger&apos;s chain is whole, what was set aside, and how much room is left. Changes nothing without --mend. The workspace&apos;s own files are looked at by &quot;opsdeck check&quot;. Exit status: 0 no fault, 1 faults, 2 usage, 3 --mend was refused because the workspace is open.</source>
        <translation>检查 Opsdeck 为工作区保存的文件：谁打开着它们，谁可以读取，缓存与台账是否完好，台账的链条是否完整，搁置了什么，还剩多少空间。不加 --mend 不会改动任何内容。工作区自身的文件由 &quot;opsdeck check&quot; 检查。退出码：0 无问题，1 有问题，2 用法错误，3 因工作区正被打开而拒绝 --mend。</translation>
    </message>
    <message>
        <source>make files private, set a damaged cache aside, salvage a damaged ledger (the damaged file is kept), compact files that are mostly empty; then look again</source>
        <translation>将文件设为私有、搁置损坏的缓存、抢救损坏的台账（保留损坏的文件）、压缩大部分为空的文件；然后再检查一遍</translation>
    </message>
    <message>
        <source>%1 is no time; write 8h, 90m or 2d.</source>
        <extracomment>%1 is what was written on the command line</extracomment>
        <translation>%1 不是时长；请写 8h、90m 或 2d。</translation>
    </message>
    <message>
        <source>Either --html or --json.</source>
        <translation>--html 与 --json 只能选其一。</translation>
    </message>
    <message>
        <source>%1 is no language of this program; there are en and zh.</source>
        <extracomment>%1 is what was written on the command line</extracomment>
        <translation>本程序没有语言 %1；可用 en 和 zh。</translation>
    </message>
    <message>
        <source>Writes what the next shift has to know, of what was synced last: open and unacknowledged alerts, who has which, silences that end soon, deployments and rollbacks of the shift, sources that cannot be observed. Asks no source; run &quot;opsdeck sync&quot; before where no window is open. Exit status: 0 written, 1 failed, 2 usage.</source>
        <translation>根据最近一次同步写出下一班次需要知道的内容：未处理且无人认领的告警、谁在处理、即将到期的静默、本班次的部署与回滚、无法观测的来源。不访问任何来源；没有窗口打开时请先运行“opsdeck sync”。退出状态：0 已写出，1 失败，2 用法错误。</translation>
    </message>
    <message>
        <source>how long the shift was: 8h (the default), 90m, 2d</source>
        <translation>班次时长：8h（默认）、90m、2d</translation>
    </message>
    <message>
        <source>an HTML document instead of plain text</source>
        <translation>输出 HTML 文档而非纯文本</translation>
    </message>
    <message>
        <source>JSON with stable words instead of plain text</source>
        <translation>输出字段稳定的 JSON 而非纯文本</translation>
    </message>
    <message>
        <source>write to this file instead of standard output</source>
        <translation>写入此文件而非标准输出</translation>
    </message>
    <message>
        <source>the language of the digest: en or zh; else the system&apos;s</source>
        <translation>摘要的语言：en 或 zh；默认为系统语言</translation>
    </message>
    <message>
        <source>The damaged history of alerts is now %1; a new one begins.</source>
        <translation>已损坏的告警历史现为 %1；重新开始记录。</translation>
    </message>
    <message>
        <source>--mend or the next start sets it aside and begins a new one.</source>
        <translation>--mend 或下次启动会将其移开并重新开始。</translation>
    </message>
    <message>
        <source>Shows a workspace on a wall: full screen, scene after scene, to look at only. It gets over sources, networks and screens that go and come, and is started anew should it ever stand still. Ctrl+Q ends it.</source>
        <translation>在大屏上全屏轮播一个工作区的各个场景，只看不改。数据源、网络、屏幕断开后会自行恢复；万一停滞会自动重新启动。按 Ctrl+Q 结束。</translation>
    </message>
    <message>
        <source>which of the workspace&apos;s walls; without it the first</source>
        <translation>用工作区里的哪一块大屏；省略时用第一块</translation>
    </message>
    <message>
        <source>the folder that holds opsdeck.yaml; without it the last one opened</source>
        <translation>opsdeck.yaml 所在的文件夹；省略时用上次打开的</translation>
    </message>
    <message>
        <source>show the wall</source>
        <translation>显示大屏</translation>
    </message>
    <message>
        <source>as the system calls it, e.g. HDMI-1; wins over the workspace</source>
        <translation>系统里的屏幕名，例如 HDMI-1；优先于工作区</translation>
    </message>
    <message>
        <source>after so long a standstill it is started anew (default: %1)</source>
        <translation>停滞多久后重新启动（默认 %1）</translation>
    </message>
    <message>
        <source>--stall-limit wants seconds.</source>
        <translation>--stall-limit 需要秒数。</translation>
    </message>
    <message>
        <source>No workspace was opened yet: name its folder.</source>
        <translation>还没有打开过工作区：请指定文件夹。</translation>
    </message>
    <message>
        <source>which run, by its id or how that begins; &quot;last&quot; is the newest</source>
        <translation>哪次部署，填 id 或其开头部分；“last” 为最近一次</translation>
    </message>
    <message>
        <source>why; it stays in the ledger</source>
        <translation>原因；会记入台账</translation>
    </message>
    <message>
        <source>More than one run begins with %1.</source>
        <translation>以 %1 开头的部署不止一个。</translation>
    </message>
    <message>
        <source>Lists the newest runs: id, beginning, state, finished steps, what and where.</source>
        <translation>列出最近的部署：id、开始时间、状态、已完成步骤、内容和目标。</translation>
    </message>
    <message>
        <source>Goes on with a run that is paused and in which nothing failed.</source>
        <translation>继续一次已暂停且没有失败的部署。</translation>
    </message>
    <message>
        <source>Does again what failed in a run; other hosts are not touched.</source>
        <translation>重试一次部署中失败的部分；不触及其他主机。</translation>
    </message>
    <message>
        <source>Leaves a host out of a paused run.</source>
        <translation>在已暂停的部署中跳过一台主机。</translation>
    </message>
    <message>
        <source>Ends a paused run for good, as it stands.</source>
        <translation>彻底结束一次已暂停的部署，保持现状。</translation>
    </message>
    <message>
        <source>which host is left out</source>
        <translation>要跳过的主机</translation>
    </message>
    <message>
        <source>Decide with opsdeck resume, retry, skip, rollback or cancel, and --run %1.</source>
        <extracomment>%1 are the first digits of a run&apos;s id; the words in front of it are commands</extracomment>
        <translation>请用 opsdeck resume、retry、skip、rollback 或 cancel 处理，并加上 --run %1。</translation>
    </message>
    <message>
        <source>One of --from-branch, --from-tag or MODULE=TAG … is needed.</source>
        <translation>须指定 --from-branch、--from-tag 或 MODULE=TAG … 之一。</translation>
    </message>
    <message>
        <source>%1 is not MODULE=TAG.</source>
        <extracomment>%1 is what was written on the command line</extracomment>
        <translation>%1 不符合 MODULE=TAG 格式。</translation>
    </message>
    <message>
        <source>%1 is given twice.</source>
        <translation>%1 重复指定。</translation>
    </message>
    <message>
        <source>Product versions: which module in which state, kept in versions/ of the workspace. Asks no source; run &quot;opsdeck sync&quot; before where no window is open.

  list WORKSPACE                         all versions
  show WORKSPACE PRODUCT VERSION         its modules and where it runs
  new WORKSPACE PRODUCT VERSION …        makes one: --from-branch, --from-tag or MODULE=TAG …
  check WORKSPACE PRODUCT VERSION        tags, pipelines, images and commits
  compare WORKSPACE PRODUCT A B          what changed from A to B, with merge requests
  find WORKSPACE DIGEST|IMAGE            every version, host and site that contains it
  sites WORKSPACE                        who runs which version

Exit status: 0 done, 1 failed or the check does not pass, 2 usage, 3 refused.</source>
        <translation>产品版本：各模块处于什么状态，保存在工作区的 versions/ 中。不访问任何来源；没有窗口打开时请先运行“opsdeck sync”。

  list WORKSPACE                         所有版本
  show WORKSPACE PRODUCT VERSION         包含的模块和运行位置
  new WORKSPACE PRODUCT VERSION …        新建版本：--from-branch、--from-tag 或 MODULE=TAG …
  check WORKSPACE PRODUCT VERSION        检查标签、流水线、镜像和提交
  compare WORKSPACE PRODUCT A B          从 A 到 B 的变化，含合并请求
  find WORKSPACE DIGEST|IMAGE            包含它的所有版本、主机和站点
  sites WORKSPACE                        各站点运行的版本

退出码：0 完成，1 失败或检查未通过，2 用法错误，3 被拒绝。</translation>
    </message>
    <message>
        <source>what to do, see above</source>
        <translation>要执行的操作，见上</translation>
    </message>
    <message>
        <source>new: every module by the newest tag on this branch</source>
        <translation>new：每个模块取此分支上的最新标签</translation>
    </message>
    <message>
        <source>new: every module by this tag</source>
        <translation>new：每个模块都用此标签</translation>
    </message>
    <message>
        <source>new: what it is for; stays in its file</source>
        <translation>new：用途说明；会写入版本文件</translation>
    </message>
    <message>
        <source>new: although something is left open or does not hold</source>
        <translation>new：即使有待定项或检查未通过也写出</translation>
    </message>
    <message>
        <source>new: show what would be written, and write nothing</source>
        <translation>new：只显示将要写出的内容，不写文件</translation>
    </message>
    <message>
        <source>%1 is none of list, show, new, check, compare, find, sites.</source>
        <translation>%1 不是 list、show、new、check、compare、find、sites 之一。</translation>
    </message>
    <message>
        <source>%1 does not go with %2.</source>
        <extracomment>%1 is an option, %2 a word like &quot;list&quot;</extracomment>
        <translation>%1 不能与 %2 合用。</translation>
    </message>
    <message numerus="yes">
        <source>%n module(s)</source>
        <translation>
            <numerusform>%n 个模块</numerusform>
        </translation>
    </message>
    <message>
        <source>site %1</source>
        <extracomment>%1 is the name of a site</extracomment>
        <translation>站点 %1</translation>
    </message>
    <message>
        <source>left open: %1: %2</source>
        <extracomment>%1 is a module, %2 why something of it is not known</extracomment>
        <translation>待定：%1：%2</translation>
    </message>
    <message>
        <source>%1 stands there already.</source>
        <extracomment>%1 is a file</extracomment>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <extracomment>%1 is a file</extracomment>
        <translation>已写出：%1</translation>
    </message>
    <message>
        <source>It stood there already, the same: %1</source>
        <translation>已存在且内容相同：%1</translation>
    </message>
    <message>
        <source>goes back: these merge requests are taken out</source>
        <translation>版本回退：以下合并请求将被移除</translation>
    </message>
    <message>
        <source>merge requests: %1</source>
        <translation>合并请求：%1</translation>
    </message>
    <message>
        <source>site %1 runs %2 %3, which has no bill: not known</source>
        <extracomment>%1 a site, %2 a product, %3 its version</extracomment>
        <translation>站点 %1 运行 %2 %3，该版本没有清单：未知</translation>
    </message>
    <message>
        <source>%1 is silent: what it runs now is not known.</source>
        <extracomment>%1 is a host</extracomment>
        <translation>%1 无数据：当前运行的版本未知。</translation>
    </message>
    <message>
        <source>instead of a workspace: a host, may be repeated</source>
        <translation>代替工作区：直接指定主机，可重复</translation>
    </message>
    <message>
        <source>the private key for hosts that are named by hand</source>
        <translation>手动指定的主机所用的私钥</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Checks, then deploys a version of a product to an environment, in batches of hosts, and pauses at the first failure. Exit status: 0 done, 1 failed or paused, 2 usage, 3 refused, 4 unreachable, 5 cancelled.</source>
        <translation>先检查，再将产品的某个版本分批部署到环境中的主机，遇到第一个失败即暂停。退出码：0 完成，1 失败或已暂停，2 用法错误，3 被拒绝，4 无法连接，5 已取消。</translation>
    </message>
    <message>
        <source>--through is ssh or gitlab.</source>
        <translation>--through 只能是 ssh 或 gitlab。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no image with a tag.</source>
        <translation>“%1”不是带标签的镜像。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; overrides nothing: give a check&apos;s name, &quot;=&quot; and a reason.</source>
        <translation>“%1”不是有效的强制放行：请写检查名称、“=”和原因。</translation>
    </message>
    <message>
        <source>with -H: an image that replaces the one of the same name, may be repeated</source>
        <translation>与 -H 合用：替换同名镜像的镜像，可重复</translation>
    </message>
    <message>
        <source>who does the work: this desk by ssh (the default), or the runners of gitlab</source>
        <translation>由谁执行：本机通过 ssh（默认），或 gitlab 的 runner</translation>
    </message>
    <message>
        <source>begin although this check forbids it, and why; it stays in the ledger</source>
        <translation>此检查不通过仍强制放行，须写明原因；会记入台账</translation>
    </message>
    <message>
        <source>the second person, where the risk needs one; it stays in the ledger</source>
        <translation>风险要求时的第二确认人；会记入台账</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>已开始</translation>
    </message>
    <message>
        <source>files edited</source>
        <translation>文件已修改</translation>
    </message>
    <message>
        <source>committing</source>
        <translation>正在提交</translation>
    </message>
    <message>
        <source>commit %1</source>
        <translation>提交 %1</translation>
    </message>
    <message>
        <source>tagging</source>
        <translation>正在打标签</translation>
    </message>
    <message>
        <source>tag %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>pipeline %1: %2</source>
        <translation>流水线 %1：%2</translation>
    </message>
    <message>
        <source>digest verified</source>
        <translation>摘要已核实</translation>
    </message>
    <message>
        <source>which environment</source>
        <translation>哪个环境</translation>
    </message>
    <message>
        <source>take it away from whoever has it; for administrators</source>
        <translation>强制解除占用，不论由谁持有；仅限管理员</translation>
    </message>
    <message>
        <source>Nobody has reserved %1.</source>
        <extracomment>%1 is an environment</extracomment>
        <translation>%1 未被占用。</translation>
    </message>
    <message>
        <source>There are several Harbors: say which with --from.</source>
        <translation>有多个 Harbor：请用 --from 指定。</translation>
    </message>
    <message>
        <source>a product and its version, or images with tags</source>
        <translation>产品及其版本，或带标签的镜像</translation>
    </message>
    <message>
        <source>Brings images from one registry to another, by a replication policy of a Harbor or by copying them, and proves each tag by its digest. Exit status: 0 every tag is proved, 1 one is not, 2 usage, 3 refused, 4 unreachable, 5 cancelled.</source>
        <translation>通过 Harbor 的复制策略或直接复制，将镜像从一个镜像仓库晋级到另一个，并按摘要逐个核实标签。退出码：0 全部标签已核实，1 有标签未核实，2 用法错误，3 被拒绝，4 无法连接，5 已取消。</translation>
    </message>
    <message>
        <source>--log needs the number of an execution.</source>
        <translation>--log 需要执行编号。</translation>
    </message>
    <message>
        <source>the folder that holds opsdeck.yaml; by default this one</source>
        <translation>opsdeck.yaml 所在的文件夹；默认为当前文件夹</translation>
    </message>
    <message>
        <source>where the images are: a connection&apos;s name, or host and port</source>
        <translation>镜像来源：连接名称，或主机和端口</translation>
    </message>
    <message>
        <source>where they are to be</source>
        <translation>镜像的目标位置</translation>
    </message>
    <message>
        <source>the Harbor&apos;s replication policy that is run; without it the images are copied from here</source>
        <translation>要执行的 Harbor 复制策略；省略时由本机复制镜像</translation>
    </message>
    <message>
        <source>list policies with their schedule and last execution</source>
        <translation>列出复制策略及其计划和最近一次执行</translation>
    </message>
    <message>
        <source>show the tasks of an execution and their logs</source>
        <translation>显示某次执行的任务及其日志</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>DIFFERENT</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>MISSING</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>UNKNOWN</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>scheduled: %1</source>
        <extracomment>%1 is a cron schedule</extracomment>
        <translation>定时：%1</translation>
    </message>
    <message>
        <source>on each push</source>
        <translation>推送时触发</translation>
    </message>
    <message>
        <source>%1 from %2 to %3:</source>
        <extracomment>%1 is a product and its version, %2 and %3 are registries</extracomment>
        <translation>%1，从 %2 到 %3：</translation>
    </message>
    <message>
        <source>Harbor says %1 of execution %2.</source>
        <extracomment>%1 is a word of Harbor&apos;s, %2 a number</extracomment>
        <translation>Harbor 返回 %1（执行 %2）。</translation>
    </message>
    <message>
        <source>%1 of %2 proved by digest.</source>
        <extracomment>numbers of tags</extracomment>
        <translation>已按摘要核实 %1/%2 个标签。</translation>
    </message>
    <message>
        <source>never ran</source>
        <translation>从未执行</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已停用</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) passed. Risk: %1 of 100.</source>
        <extracomment>%n is a number of checks, %1 a score from 0 to 100</extracomment>
        <translation>
            <numerusform>%n 项检查通过。风险：%1/100。</numerusform>
        </translation>
    </message>
    <message>
        <source>In the way: %1</source>
        <translation>阻碍：%1</translation>
    </message>
    <message>
        <source>Edits of %1, branch %2, tag %3:</source>
        <extracomment>%1 a repository, %2 a branch, %3 a tag</extracomment>
        <translation>%1 的修改，分支 %2，标签 %3：</translation>
    </message>
    <message numerus="yes">
        <source>%n ledger entries about traffic cannot be understood.</source>
        <translation>
            <numerusform>%n 条流量相关的台账记录无法识别。</numerusform>
        </translation>
    </message>
    <message>
        <source>No such route. Known: %1</source>
        <translation>没有此路由。可用：%1</translation>
    </message>
    <message>
        <source>More than one route is possible: say --route %1</source>
        <translation>有多个可用路由：请指定 --route %1</translation>
    </message>
    <message>
        <source>Decide with opsdeck traffic back or abort, and --reason.</source>
        <translation>请用 opsdeck traffic back 或 abort 处理，并加上 --reason。</translation>
    </message>
    <message>
        <source>Moves traffic between pools of servers, step by step, and holds each step while its gates are asked. Actions: list, show ROUTE, shift ROUTE, next, back, abort, drain SERVER, undrain SERVER. Exit status: 0 done or waiting, 1 failed or a gate broke, 2 usage, 3 refused, 4 unreachable, 5 cancelled.</source>
        <translation>在服务器池之间逐步切换流量，每一步都等待门禁检查。操作：list、show ROUTE、shift ROUTE、next、back、abort、drain SERVER、undrain SERVER。退出码：0 完成或等待中，1 失败或门禁未通过，2 用法错误，3 被拒绝，4 无法连接，5 已取消。</translation>
    </message>
    <message>
        <source>what to do</source>
        <translation>要执行的操作</translation>
    </message>
    <message>
        <source>a route or a server</source>
        <translation>路由或服务器</translation>
    </message>
    <message>
        <source>Unknown action: %1. Known: %2</source>
        <translation>未知操作：%1。可用：%2</translation>
    </message>
    <message>
        <source>--to-step and --timeout are whole numbers from 1 on.</source>
        <translation>--to-step 和 --timeout 须为不小于 1 的整数。</translation>
    </message>
    <message>
        <source>wait after that step</source>
        <translation>在该步骤之后等待</translation>
    </message>
    <message>
        <source>how many seconds a drained server may still work</source>
        <translation>服务器摘流后，处理剩余请求的最长秒数</translation>
    </message>
    <message>
        <source>which route, where more than one is possible</source>
        <translation>哪条路由，有多条可选时指定</translation>
    </message>
    <message>
        <source>Usage: opsdeck [WORKSPACE]             open the window: on that folder, else the last one
       opsdeck demo                    open it on a simulated company
       opsdeck --wall [SET] …          show it on a wall, to look at only
       opsdeck check WORKSPACE         name every fault of a workspace
       opsdeck sync WORKSPACE          poll every source once and tell how each stands
       opsdeck deploy WORKSPACE …      deploy a version of a product to an environment
       opsdeck deploy -H HOST … -c IMAGE:TAG …
                                       the same without a workspace
       opsdeck plan WORKSPACE …        show what deploy would do, and what speaks against it
       opsdeck status WORKSPACE        list the newest deployments
       opsdeck resume|retry|skip|cancel WORKSPACE --run ID …
                                       decide about a deployment that is paused
       opsdeck rollback WORKSPACE …    take back what a deployment changed
       opsdeck bill VERB WORKSPACE …   product versions: list, show, new, check, compare, find
       opsdeck lease WORKSPACE --env E who has reserved an environment
       opsdeck traffic WORKSPACE …     move traffic from one version to another, step by step
       opsdeck promote WHAT --to REGISTRY …
                                       bring images to another registry and prove each tag
       opsdeck digest WORKSPACE        write what the next shift has to know
       opsdeck doctor WORKSPACE        tell how its local files are, and mend them
       opsdeck --version

Each command explains itself with --help. Exit status: 0 done, 1 failed, 2 usage, 3 refused, 4 unreachable, 5 cancelled.</source>
        <translation>用法： opsdeck [WORKSPACE]             打开窗口：指定该文件夹，否则用上次的
       opsdeck demo                    在模拟公司上打开
       opsdeck --wall [SET] …          在大屏上显示，只看不改
       opsdeck check WORKSPACE         列出工作区的所有错误
       opsdeck sync WORKSPACE          对每个数据源轮询一次并报告状态
       opsdeck deploy WORKSPACE …      将产品的某个版本部署到环境
       opsdeck deploy -H HOST … -c IMAGE:TAG …
                                       同上，但不用工作区
       opsdeck plan WORKSPACE …        显示 deploy 将执行的操作，以及有哪些阻碍
       opsdeck status WORKSPACE        列出最近的部署
       opsdeck resume|retry|skip|cancel WORKSPACE --run ID …
                                       处理已暂停的部署
       opsdeck rollback WORKSPACE …    撤销某次部署的改动
       opsdeck bill VERB WORKSPACE …   产品版本：list、show、new、check、compare、find
       opsdeck lease WORKSPACE --env E 查看环境由谁占用
       opsdeck traffic WORKSPACE …     将流量从一个版本逐步切到另一个版本
       opsdeck promote WHAT --to REGISTRY …
                                       将镜像晋级到另一个镜像仓库，并逐个核实标签
       opsdeck digest WORKSPACE        写出下一班次需要知道的内容
       opsdeck doctor WORKSPACE        检查本地文件的状况，并可修复
       opsdeck --version

各命令的说明见 --help。退出码：0 完成，1 失败，2 用法错误，3 被拒绝，4 无法连接，5 已取消。</translation>
    </message>
    <message>
        <source>Takes back what a run has changed: each host that it touched gets the image and the compose file that it had before. With --to, goes back to what an earlier run left. Exit status as of deploy.</source>
        <translation>撤销某次部署的改动：把它改动过的每台主机恢复到之前的镜像和 compose 文件。使用 --to 时，回到较早某次部署完成后的状态。退出码同 deploy。</translation>
    </message>
    <message>
        <source>Give either --run or --to.</source>
        <translation>须指定 --run 或 --to 之一。</translation>
    </message>
    <message>
        <source>back to what that earlier run left, whatever came after it</source>
        <translation>回到较早的该次部署完成后的状态，不论其后有何改动</translation>
    </message>
    <message>
        <source>the only file whose host keys count for them, instead of one&apos;s own known_hosts</source>
        <translation>对这些主机只认此文件中的主机密钥，而不用自己的 known_hosts</translation>
    </message>
    <message>
        <source>where Docker listens on them, if not at /var/run/docker.sock</source>
        <translation>这些主机上 Docker 监听的位置（若不是 /var/run/docker.sock）</translation>
    </message>
    <message>
        <source>Says who has reserved an environment, and breaks that. Exit status: 0 told, 2 usage, 3 refused.</source>
        <translation>说明谁占用了某个环境，并可解除占用。退出状态：0 已告知，2 用法错误，3 被拒绝。</translation>
    </message>
    <message>
        <source>This workspace keeps no leases: policies, &quot;leases&quot;, names no folder.</source>
        <translation>此工作区不保存占用记录：policies 下的 &quot;leases&quot; 没有指定文件夹。</translation>
    </message>
    <message>
        <source>Copied from here: %1.</source>
        <extracomment>%1 is a number with its unit, such as &quot;20 MB&quot;</extracomment>
        <translation>从本机复制：%1。</translation>
    </message>
    <message>
        <source>The ledger does not have this: %1</source>
        <translation>台账中没有这一条：%1</translation>
    </message>
    <message>
        <source>no pipeline</source>
        <extracomment>%1 is the number of a pipeline</extracomment>
        <translation>无流水线</translation>
    </message>
    <message>
        <source>pipeline %1</source>
        <translation>流水线 %1</translation>
    </message>
</context>
<context>
    <name>ConnectKind</name>
    <message>
        <source>Connect my GitLab</source>
        <translation>连接我的 GitLab</translation>
    </message>
    <message>
        <source>Connect my Harbor</source>
        <translation>连接我的 Harbor</translation>
    </message>
    <message>
        <source>Connect my Alertmanager</source>
        <translation>连接我的 Alertmanager</translation>
    </message>
    <message>
        <source>Connect my Prometheus</source>
        <translation>连接我的 Prometheus</translation>
    </message>
    <message>
        <source>Connect a Docker host</source>
        <translation>连接 Docker 主机</translation>
    </message>
    <message>
        <source>Connect my Zabbix</source>
        <translation>连接我的 Zabbix</translation>
    </message>
    <message>
        <source>Connect my Grafana</source>
        <translation>连接我的 Grafana</translation>
    </message>
    <message>
        <source>Connect my open-falcon</source>
        <translation>连接我的 open-falcon</translation>
    </message>
    <message>
        <source>Connect a list of alarms</source>
        <translation>连接告警列表（JSON 或 CSV）</translation>
    </message>
    <message>
        <source>Check an address</source>
        <translation>拨测一个地址</translation>
    </message>
</context>
<context>
    <name>DeployText</name>
    <message>
        <source>pull</source>
        <translation>拉取</translation>
    </message>
    <message>
        <source>write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>up</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>health</source>
        <translation>健康检查</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>run %1</source>
        <extracomment>In the log of a deployment; %1 is &quot;done&quot;, &quot;failed&quot;, &quot;cancelled&quot;</extracomment>
        <translation>部署%1</translation>
    </message>
    <message>
        <source>drain</source>
        <extracomment>A step of a deployment: traffic is led away from the host</extracomment>
        <translation>摘流</translation>
    </message>
    <message>
        <source>gate</source>
        <extracomment>A step of a deployment: what has to hold before the next host is touched</extracomment>
        <translation>门禁</translation>
    </message>
    <message>
        <source>undrain</source>
        <extracomment>A step of a deployment: traffic comes back to the host</extracomment>
        <translation>恢复流量</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>goes on: %1</source>
        <extracomment>In the log of a deployment; %1 names a process</extracomment>
        <translation>继续：%1</translation>
    </message>
</context>
<context>
    <name>DigestText</name>
    <message>
        <source>for %1</source>
        <extracomment>%1 is an age such as &quot;12 min&quot;</extracomment>
        <translation>已持续 %1</translation>
    </message>
    <message>
        <source>last known: no source of it answers</source>
        <translation>最后所知：其来源均无响应</translation>
    </message>
    <message>
        <source>%1 has it</source>
        <extracomment>%1 is a person, with what they said about it</extracomment>
        <translation>%1 处理中</translation>
    </message>
    <message>
        <source>until %1</source>
        <extracomment>%1 is a time</extracomment>
        <translation>至 %1</translation>
    </message>
    <message>
        <source>ends %1</source>
        <extracomment>%1 is a time</extracomment>
        <translation>%1 到期</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>rollback</source>
        <translation>回滚</translation>
    </message>
    <message>
        <source>Open, and nobody has it (%1)</source>
        <translation>未处理且无人认领（%1）</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>nothing that the sources which answer tell</source>
        <translation>有响应的来源均未报告</translation>
    </message>
    <message>
        <source>Acknowledged (%1)</source>
        <translation>已认领（%1）</translation>
    </message>
    <message>
        <source>Silences that end within 8 h (%1)</source>
        <translation>8 小时内到期的静默（%1）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Deployments and rollbacks of the shift (%1)</source>
        <translation>本班次的部署与回滚（%1）</translation>
    </message>
    <message>
        <source>Sources that cannot be observed (%1 of %2)</source>
        <translation>无法观测的来源（%1 / %2）</translation>
    </message>
    <message>
        <source>none: what is above is all there is</source>
        <translation>无：以上即全部</translation>
    </message>
    <message>
        <source>On the wall at %1: %2</source>
        <extracomment>%1 is a time, %2 are numbers of alerts by severity</extracomment>
        <translation>%1 告警墙：%2</translation>
    </message>
    <message>
        <source>Shift digest of %1, %2 – %3</source>
        <extracomment>%1 is a workspace, %2 and %3 are times</extracomment>
        <translation>%1 交接班摘要，%2 – %3</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <extracomment>alerts, silences or deployments that a list leaves out at its end</extracomment>
        <translation>
            <numerusform>……另有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>Opsdeck waits and tries again.</source>
        <translation>Opsdeck 稍后自动重试。</translation>
    </message>
    <message numerus="yes">
        <source>It asks to wait %n second(s).</source>
        <extracomment>%n is a number of seconds</extracomment>
        <translation>
            <numerusform>对方要求等待 %n 秒。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be reached. Check address and network.</source>
        <extracomment>%1 is a connection, host or file in all of these</extracomment>
        <translation>无法连接 %1。请检查地址和网络。</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 应答超时。</translation>
    </message>
    <message>
        <source>The identity of %1 could not be verified. Nothing was sent.</source>
        <translation>无法验证 %1 的身份，未发送任何数据。</translation>
    </message>
    <message>
        <source>%1 refuses the credentials. Check the secret of this connection.</source>
        <translation>%1 拒绝凭据。请检查此连接的密钥。</translation>
    </message>
    <message>
        <source>%1 does not allow this for the account in use.</source>
        <translation>%1 不允许当前账号执行此操作。</translation>
    </message>
    <message>
        <source>%1 has no such thing, or hides it from this account.</source>
        <translation>%1 中不存在此对象，或当前账号无权查看。</translation>
    </message>
    <message>
        <source>%1 limits the number of requests.</source>
        <translation>%1 限制了请求频率。</translation>
    </message>
    <message>
        <source>%1 gave an answer that Opsdeck does not understand.</source>
        <translation>Opsdeck 无法识别 %1 的应答。</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>已拒绝：%1</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>The local store %1 cannot be read or written.</source>
        <translation>无法读写本地存储 %1。</translation>
    </message>
</context>
<context>
    <name>FoldText</name>
    <message numerus="yes">
        <source>%n alert(s) that come and go</source>
        <translation>
            <numerusform>%n 条反复抖动的告警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n symptom(s) of %1</source>
        <extracomment>%1 is an alert and what it is about: &quot;HostDown gw-03&quot;</extracomment>
        <translation>
            <numerusform>%1 引发的 %n 条衍生告警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alike, the first at %1, the last at %2</source>
        <extracomment>of alerts of one name; %1 and %2 are times</extracomment>
        <translation>
            <numerusform>%n 条同类，首条 %1，末条 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them gone at the moment</source>
        <extracomment>of alerts that come and go</extracomment>
        <translation>
            <numerusform>其中 %n 条当前已消失</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>folds %n symptom(s)</source>
        <translation>
            <numerusform>折叠了 %n 条衍生告警</numerusform>
        </translation>
    </message>
    <message>
        <source>folded: a storm</source>
        <extracomment>why alerts are folded into one row</extracomment>
        <translation>已折叠：告警风暴</translation>
    </message>
    <message>
        <source>folded: they come and go</source>
        <extracomment>why alerts are folded into one row</extracomment>
        <translation>已折叠：反复抖动</translation>
    </message>
    <message>
        <source>folded: symptoms</source>
        <extracomment>why alerts are folded into one row</extracomment>
        <translation>已折叠：衍生告警</translation>
    </message>
    <message>
        <source>symptom of %1</source>
        <extracomment>%1 is an alert and what it is about: &quot;HostDown gw-03&quot;</extracomment>
        <translation>由 %1 引发</translation>
    </message>
    <message>
        <source>one of a storm</source>
        <translation>属于告警风暴</translation>
    </message>
    <message numerus="yes">
        <source>came or went %n time(s) lately</source>
        <extracomment>of an alert that comes and goes</extracomment>
        <translation>
            <numerusform>近期变化 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>alert name</source>
        <translation>告警名称</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>label %1</source>
        <extracomment>%1 is the name of a label of alerts</extracomment>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>business system</source>
        <translation>业务系统</translation>
    </message>
</context>
<context>
    <name>GitText</name>
    <message>
        <source>passed</source>
        <comment>a pipeline or job of GitLab</comment>
        <translation>已通过</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>a pipeline or job of GitLab</comment>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <comment>a pipeline or job of GitLab</comment>
        <translation>已取消</translation>
    </message>
    <message>
        <source>skipped</source>
        <comment>a pipeline or job of GitLab</comment>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>running</source>
        <comment>a pipeline or job of GitLab</comment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>waits for somebody in GitLab</source>
        <comment>a pipeline or job of GitLab</comment>
        <translation>在 GitLab 中等待人工操作</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>a pipeline or job of GitLab</comment>
        <translation>等待中</translation>
    </message>
</context>
<context>
    <name>GroupHeader</name>
    <message>
        <source>version %1</source>
        <extracomment>%1 is the version that runs in production</extracomment>
        <translation>版本 %1</translation>
    </message>
</context>
<context>
    <name>HistoryText</name>
    <message>
        <source>not observed</source>
        <translation>未观测</translation>
    </message>
    <message>
        <source>quiet</source>
        <translation>平静</translation>
    </message>
    <message>
        <source>%1, pending</source>
        <extracomment>%1 is a severity; the alert is about to fire</extracomment>
        <translation>%1，待定</translation>
    </message>
    <message>
        <source>%1, suppressed</source>
        <extracomment>%1 is a severity</extracomment>
        <translation>%1，已抑制</translation>
    </message>
    <message>
        <source>%1, acknowledged</source>
        <extracomment>%1 is a severity</extracomment>
        <translation>%1，已认领</translation>
    </message>
    <message>
        <source>%1 – %2 (%3): %4</source>
        <extracomment>%1 and %2 are times, %3 is the duration between them, %4 how an alert stood</extracomment>
        <translation>%1 – %2（%3）：%4</translation>
    </message>
    <message>
        <source>not observed yet</source>
        <translation>尚未观测</translation>
    </message>
    <message>
        <source>did not fire</source>
        <translation>未触发</translation>
    </message>
    <message numerus="yes">
        <source>fired %n time(s), %1 in all</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>
            <numerusform>触发 %n 次，共 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>not observed for %1</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>其中 %1 未观测</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is a duration, %2 what happened in it</extracomment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>LedgerText</name>
    <message>
        <source>Deployment begun</source>
        <translation>开始部署</translation>
    </message>
    <message>
        <source>Deployment ended</source>
        <translation>部署结束</translation>
    </message>
    <message>
        <source>Deployment found interrupted</source>
        <translation>发现部署中断</translation>
    </message>
    <message>
        <source>intent</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Message sent</source>
        <extracomment>of a message to people</extracomment>
        <translation>已发送消息</translation>
    </message>
    <message>
        <source>Deployment resumed</source>
        <translation>继续部署</translation>
    </message>
    <message>
        <source>Deployment tried again</source>
        <translation>重试部署</translation>
    </message>
    <message>
        <source>Host left out</source>
        <translation>跳过主机</translation>
    </message>
    <message>
        <source>Deployment given up</source>
        <translation>放弃部署</translation>
    </message>
    <message>
        <source>Reservation taken away</source>
        <translation>强制解除占用</translation>
    </message>
    <message>
        <source>Product version begun</source>
        <translation>开始创建产品版本</translation>
    </message>
    <message>
        <source>Product version written</source>
        <translation>产品版本已写出</translation>
    </message>
    <message>
        <source>Hosts asked what runs</source>
        <translation>已向主机询问运行内容</translation>
    </message>
</context>
<context>
    <name>MatrixText</name>
    <message>
        <source>not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1 (local)</source>
        <extracomment>%1 is an image tag; the image never came from a registry</extracomment>
        <translation>%1（本地）</translation>
    </message>
    <message>
        <source>≠ %1 of %2 hosts</source>
        <extracomment>%1 of %2 hosts run another image</extracomment>
        <translation>≠ %1/%2 台主机</translation>
    </message>
    <message>
        <source>≠ tag moved</source>
        <extracomment>the tag stands for another image than the one that runs</extracomment>
        <translation>≠ 标签已变动</translation>
    </message>
    <message>
        <source>missing on %1 of %2 hosts</source>
        <extracomment>the service does not run on %1 of the %2 hosts where it should</extracomment>
        <translation>%1/%2 台主机缺失</translation>
    </message>
    <message numerus="yes">
        <source>on %n host(s)</source>
        <comment>not running</comment>
        <translation>
            <numerusform>在 %n 台主机上</numerusform>
        </translation>
    </message>
    <message>
        <source>since %1</source>
        <extracomment>what is shown was last known at %1, a time</extracomment>
        <translation>自 %1</translation>
    </message>
    <message>
        <source>never seen</source>
        <translation>从未见到</translation>
    </message>
    <message>
        <source>no digest</source>
        <translation>无摘要</translation>
    </message>
    <message>
        <source>not placed in this environment</source>
        <translation>未部署到此环境</translation>
    </message>
    <message>
        <source>runs on no host</source>
        <translation>没有主机在运行</translation>
    </message>
    <message>
        <source>no host has answered yet</source>
        <translation>尚无主机应答</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) run the same digest</source>
        <translation>
            <numerusform>%n 台主机运行同一摘要</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n do(es) not</source>
        <extracomment>continues &quot;5 hosts run the same digest&quot;</extracomment>
        <translation>
            <numerusform>，%n 台不一致</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, missing on %n</source>
        <extracomment>continues &quot;5 hosts run the same digest&quot;</extracomment>
        <translation>
            <numerusform>，%n 台缺失</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotifyText</name>
    <message>
        <source>worse now</source>
        <extracomment>of an alert: its severity went up</extracomment>
        <translation>已升级</translation>
    </message>
    <message>
        <source>still nobody&apos;s</source>
        <extracomment>of an alert: nobody has acknowledged it</extracomment>
        <translation>仍无人认领</translation>
    </message>
    <message>
        <source>resolved</source>
        <extracomment>of an alert</extracomment>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>a test, nothing burns</source>
        <translation>测试消息，没有告警</translation>
    </message>
    <message>
        <source>already burning: %1</source>
        <extracomment>%1 is a list of counts such as &quot;2 critical, 1 warning&quot;</extracomment>
        <translation>启动前已存在的告警：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) at once: %1</source>
        <extracomment>%n alerts that began together; %1 is a list of counts such as &quot;2 critical, 1 warning&quot;</extracomment>
        <translation>
            <numerusform>同时出现 %n 条告警：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>新增 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n worse now</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n 条已升级</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still nobody&apos;s</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n 条仍无人认领</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n resolved</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n 条已恢复</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>between the parts of a list such as &quot;2 new, 1 resolved&quot;</extracomment>
        <translation>，</translation>
    </message>
    <message>
        <source>first at %1, last at %2</source>
        <extracomment>of several alerts; %1 and %2 are times</extracomment>
        <translation>首条 %1，末条 %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 after its source saw it</source>
        <extracomment>of a message; %1 is a duration: how long after the alert began at its source it was sent</extracomment>
        <translation>数据源发现后 %1 发出</translation>
    </message>
    <message>
        <source>every alert</source>
        <extracomment>which alerts: every one</extracomment>
        <translation>所有告警</translation>
    </message>
    <message>
        <source>again every %1 until somebody has it</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>每 %1 重复提醒，直到有人认领</translation>
    </message>
    <message>
        <source>%1–%2</source>
        <translation>%1–%2</translation>
    </message>
    <message>
        <source>quiet %1</source>
        <extracomment>%1 are days and hours</extracomment>
        <translation>免打扰 %1</translation>
    </message>
    <message>
        <source>critical ones always</source>
        <translation>严重告警不受限制</translation>
    </message>
    <message>
        <source>also when resolved</source>
        <translation>恢复时也通知</translation>
    </message>
    <message>
        <source>desktop</source>
        <extracomment>popups on this computer&apos;s desktop</extracomment>
        <translation>桌面弹窗</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>delivered</source>
        <extracomment>of a message</extracomment>
        <translation>已送达</translation>
    </message>
    <message>
        <source>not delivered: %1</source>
        <extracomment>of a message; %1 says why</extracomment>
        <translation>未送达：%1</translation>
    </message>
    <message>
        <source>muted</source>
        <extracomment>of a message that was not sent, because a person wanted quiet</extracomment>
        <translation>已静音</translation>
    </message>
</context>
<context>
    <name>Phrase</name>
    <message>
        <source>%1: exit status %2
%3</source>
        <translation>%1：退出码 %2
%3</translation>
    </message>
    <message>
        <source>%1: killed by SIG%2
%3</source>
        <translation>%1：被信号 SIG%2 终止
%3</translation>
    </message>
    <message>
        <source>container %1 is unhealthy</source>
        <translation>容器 %1 不健康</translation>
    </message>
    <message>
        <source>container %1 is %2</source>
        <translation>容器 %1 的状态是 %2</translation>
    </message>
    <message>
        <source>%1 runs already</source>
        <translation>%1 已在运行</translation>
    </message>
    <message>
        <source>%1 changed since the plan was made; make a new plan</source>
        <translation>制定计划后 %1 已被改动；请重新制定计划</translation>
    </message>
    <message>
        <source>healthy after %1 s</source>
        <translation>%1 秒后健康</translation>
    </message>
    <message>
        <source>not healthy after %1 s</source>
        <translation>%1 秒后仍不健康</translation>
    </message>
    <message>
        <source>%1 runs %2 instead of %3</source>
        <translation>%1 运行的是 %2，而不是 %3</translation>
    </message>
    <message>
        <source>no container runs</source>
        <translation>没有容器在运行</translation>
    </message>
    <message>
        <source>digest verified</source>
        <translation>摘要已核实</translation>
    </message>
    <message>
        <source>neither &quot;docker compose&quot; nor &quot;docker-compose&quot; works on this host</source>
        <translation>这台主机上 &quot;docker compose&quot; 与 &quot;docker-compose&quot; 都不可用</translation>
    </message>
    <message>
        <source>the workspace has no such host any more</source>
        <translation>工作区中已没有这台主机</translation>
    </message>
    <message>
        <source>the workspace has no such host</source>
        <translation>工作区中没有这台主机</translation>
    </message>
    <message>
        <source>the workspace has no such product</source>
        <translation>工作区中没有这个产品</translation>
    </message>
    <message>
        <source>the workspace has no such environment</source>
        <translation>工作区中没有这个环境</translation>
    </message>
    <message>
        <source>no module of %1 is placed in %2</source>
        <translation>%1 没有任何模块部署在 %2</translation>
    </message>
    <message>
        <source>Opsdeck ended in the middle of this run</source>
        <translation>Opsdeck 在这次执行途中退出</translation>
    </message>
    <message>
        <source>line %1: write the image as a plain text, without anchors or escapes</source>
        <translation>第 %1 行：请把镜像写成普通文本，不要使用锚点或转义</translation>
    </message>
    <message>
        <source>the compose file has no &quot;services&quot;</source>
        <translation>compose 文件没有 &quot;services&quot;</translation>
    </message>
    <message>
        <source>the compose file has no service &quot;%1&quot; with an image</source>
        <translation>compose 文件中没有带镜像的服务 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>this is no compose file</source>
        <translation>这不是 compose 文件</translation>
    </message>
    <message>
        <source>the image of &quot;%1&quot; cannot be replaced safely</source>
        <translation>无法安全地替换 &quot;%1&quot; 的镜像</translation>
    </message>
    <message>
        <source>%1 has the role %2 in this workspace; this takes the role %3</source>
        <extracomment>%1 is a user, %2 and %3 are roles</extracomment>
        <translation>%1 在此工作区的角色是 %2；此操作需要角色 %3</translation>
    </message>
    <message>
        <source>the file cannot be extended safely; add the entry by hand</source>
        <translation>无法安全地扩充此文件；请手工添加该条目</translation>
    </message>
    <message>
        <source>there is already something named %1</source>
        <translation>已有名为 %1 的项</translation>
    </message>
    <message>
        <source>has no accounts: whoever reaches it may silence</source>
        <translation>没有账户：能访问它的人都可以静默</translation>
    </message>
    <message>
        <source>may run commands and use the Docker engine</source>
        <translation>可以运行命令并使用 Docker 引擎</translation>
    </message>
    <message>
        <source>the token may read and change (%1)</source>
        <translation>令牌可以读取和更改（%1）</translation>
    </message>
    <message>
        <source>the token may only look (%1)</source>
        <translation>令牌只能查看（%1）</translation>
    </message>
    <message>
        <source>the token expires on %1</source>
        <translation>令牌于 %1 到期</translation>
    </message>
    <message>
        <source>a robot account: may what it was made for</source>
        <translation>机器人账户：权限以创建时为准</translation>
    </message>
    <message>
        <source>administers the whole registry</source>
        <translation>管理整个镜像仓库</translation>
    </message>
    <message>
        <source>may what its projects let it</source>
        <translation>权限以所在项目为准</translation>
    </message>
    <message>
        <source>has no accounts: whoever reaches it may look</source>
        <translation>没有账户：能访问它的人都可以查看</translation>
    </message>
    <message>
        <source>ssh_config wants to run a program on this computer to reach %1 (%2), which Opsdeck does not do unasked: %3</source>
        <translation>ssh_config 要求在本机运行程序以连接 %1（%2），Opsdeck 未经询问不会这样做：%3</translation>
    </message>
    <message>
        <source>No source that tells this alert lets it be closed from here.</source>
        <translation>上报该告警的数据源都不允许从这里关闭它。</translation>
    </message>
    <message>
        <source>Silences cannot be made in this source.</source>
        <translation>该数据源不支持创建静默。</translation>
    </message>
    <message>
        <source>Silences cannot be ended in this source.</source>
        <translation>该数据源不支持结束静默。</translation>
    </message>
    <message>
        <source>None of the connected sources has silences.</source>
        <translation>已连接的数据源都不支持静默。</translation>
    </message>
    <message>
        <source>A silence needs an end: say how long it is to last.</source>
        <translation>静默必须有结束时间：请指定持续多久。</translation>
    </message>
    <message>
        <source>open-falcon ignores an alarm without end: leave the time out</source>
        <translation>open-falcon 的忽略没有期限：请不要填写时间</translation>
    </message>
    <message>
        <source>Not taken: %1 (%2)</source>
        <translation>未被接受：%1（%2）</translation>
    </message>
    <message>
        <source>more than %1 open cases: older ones are not shown</source>
        <translation>未恢复的告警超过 %1 条：更早的未显示</translation>
    </message>
    <message>
        <source>only the newest %1 notes were read</source>
        <translation>只读取了最新的 %1 条备注</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 rows repeat the key of an earlier one</source>
        <translation>%1 行与前面的行键值重复</translation>
    </message>
    <message>
        <source>%1 rows are beyond the first 100000 and were not read</source>
        <translation>超出前 100000 行的 %1 行未读取</translation>
    </message>
    <message>
        <source>The command failed: %1</source>
        <translation>命令失败：%1</translation>
    </message>
    <message>
        <source>%1 is no problem of this Zabbix</source>
        <translation>%1 不是这个 Zabbix 的问题</translation>
    </message>
    <message>
        <source>This version of Zabbix cannot do that.</source>
        <translation>这个版本的 Zabbix 不支持该操作。</translation>
    </message>
    <message>
        <source>Zabbix wants an API token as secret, or a user and its password.</source>
        <translation>Zabbix 需要 API 令牌作为密钥，或者用户名和密码。</translation>
    </message>
    <message>
        <source>This Zabbix is older than 5.4 and has no API tokens: name a user.</source>
        <translation>这个 Zabbix 早于 5.4，没有 API 令牌：请填写用户。</translation>
    </message>
    <message>
        <source>signed in as %1 with the role %2</source>
        <translation>以 %1 登录，角色为 %2</translation>
    </message>
    <message>
        <source>may not acknowledge</source>
        <translation>不能确认</translation>
    </message>
    <message>
        <source>The workspace lets other desks send: %1</source>
        <translation>工作区指定由其他主机发送：%1</translation>
    </message>
    <message>
        <source>No answer in %1 ms</source>
        <translation>%1 毫秒内无应答</translation>
    </message>
    <message>
        <source>Answers %1 instead of %2</source>
        <translation>返回 %1，应为 %2</translation>
    </message>
    <message>
        <source>The answer does not hold &quot;%1&quot;</source>
        <translation>应答中没有“%1”</translation>
    </message>
    <message>
        <source>The certificate ends on %1</source>
        <translation>证书将于 %1 到期</translation>
    </message>
    <message>
        <source>row %1: &quot;%2&quot; is not a time as the mapping describes it</source>
        <translation>第 %1 行：“%2”不是映射所描述的时间格式</translation>
    </message>
    <message>
        <source>row %1: nothing in %2</source>
        <translation>第 %1 行：%2 为空</translation>
    </message>
    <message>
        <source>&quot;only&quot; names %1, which no row has</source>
        <translation>“only”指定了 %1，但没有任何一行有该字段</translation>
    </message>
    <message>
        <source>row %1: neither an object nor a list</source>
        <translation>第 %1 行：既不是对象也不是列表</translation>
    </message>
    <message>
        <source>The document is no list of rows; see &quot;list&quot; in the mapping</source>
        <translation>文档不是行列表；请检查映射中的“list”</translation>
    </message>
    <message>
        <source>%1: expected a list of rows; see &quot;list&quot; in the mapping</source>
        <translation>%1：此处应为行列表；请检查映射中的“list”</translation>
    </message>
    <message>
        <source>row %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>The encoding &quot;%1&quot; is not known here.</source>
        <translation>不支持编码“%1”。</translation>
    </message>
    <message>
        <source>This is not %1: see &quot;encoding&quot; in the mapping</source>
        <translation>内容不是 %1 编码；请检查映射中的“encoding”</translation>
    </message>
    <message>
        <source>An empty table: not even a header</source>
        <translation>空表：连表头都没有</translation>
    </message>
    <message>
        <source>The table has no column &quot;%1&quot;, only: %2</source>
        <translation>表中没有“%1”列，只有：%2</translation>
    </message>
    <message>
        <source>row %1: %2 cells below %3 headings</source>
        <translation>第 %1 行：%2 个单元格，表头有 %3 列</translation>
    </message>
    <message>
        <source>Larger than 64 MB</source>
        <translation>超过 64 MB</translation>
    </message>
    <message>
        <source>%1 rows could not be used</source>
        <translation>%1 行无法使用</translation>
    </message>
    <message>
        <source>%1 rows tell no start that can be read</source>
        <translation>%1 行的开始时间无法识别</translation>
    </message>
    <message>
        <source>This desktop has no sound server that answers.</source>
        <translation>本桌面没有可用的声音服务。</translation>
    </message>
    <message>
        <source>Another sound still plays.</source>
        <translation>上一个声音还在播放。</translation>
    </message>
    <message>
        <source>The secret of this target is no web address: it has to be the robot&apos;s whole address, from https:// on.</source>
        <translation>此目标的密钥不是网址：应为机器人的完整地址，从 https:// 开始。</translation>
    </message>
    <message>
        <source>More messages wait for this robot than it takes.</source>
        <translation>等待发送给该机器人的消息超过其上限。</translation>
    </message>
    <message>
        <source>These alerts have no label in common that a silence could name.</source>
        <translation>这些告警没有可用于静默的共同标签。</translation>
    </message>
    <message>
        <source>may not read annotations</source>
        <translation>不能读取标注</translation>
    </message>
    <message>
        <source>may read annotations</source>
        <translation>可以读取标注</translation>
    </message>
    <message>
        <source>cancelled; nothing of the command runs on the host any more</source>
        <translation>已取消；该命令在主机上已无进程运行</translation>
    </message>
    <message>
        <source>cancelled; something of the command may still run on the host</source>
        <translation>已取消；该命令在主机上可能仍有进程运行</translation>
    </message>
    <message>
        <source>the compose file is too large or too deep</source>
        <translation>compose 文件过大或嵌套过深</translation>
    </message>
    <message>
        <source>the compose file includes others, which are not read</source>
        <translation>compose 文件包含了其他文件，这些文件不会读取</translation>
    </message>
    <message>
        <source>line %1: &quot;%2&quot; is no valid use of a variable</source>
        <translation>第 %1 行：“%2”不是有效的变量用法</translation>
    </message>
    <message>
        <source>service &quot;%1&quot; extends another one, which is not read</source>
        <translation>服务“%1”继承自另一个服务，后者不会读取</translation>
    </message>
    <message>
        <source>line %1: it is not clear which port of the host that is</source>
        <translation>第 %1 行：无法确定对应主机的哪个端口</translation>
    </message>
    <message>
        <source>line %1: it is not clear which file of the host that is</source>
        <translation>第 %1 行：无法确定对应主机的哪个文件</translation>
    </message>
    <message>
        <source>the compose file is too large</source>
        <translation>compose 文件过大</translation>
    </message>
    <message>
        <source>something in this run failed: retry it, skip the host, or roll back</source>
        <translation>本次部署有失败：请重试、跳过该主机或回滚</translation>
    </message>
    <message>
        <source>nothing in this run failed</source>
        <translation>本次部署没有失败</translation>
    </message>
    <message>
        <source>a host is skipped for a reason: say which</source>
        <translation>跳过主机须有原因：请说明</translation>
    </message>
    <message>
        <source>skipped by %1: %2</source>
        <translation>已由 %1 跳过：%2</translation>
    </message>
    <message>
        <source>paused by %1</source>
        <translation>已由 %1 暂停</translation>
    </message>
    <message>
        <source>this run is neither paused nor interrupted but %1</source>
        <translation>本次部署既未暂停也未中断，而是%1</translation>
    </message>
    <message>
        <source>exit status %1 %2</source>
        <translation>退出码 %1 %2</translation>
    </message>
    <message>
        <source>gate %1 held for %2 s and then no more: %3</source>
        <translation>门禁 %1 通过 %2 秒后又不通过：%3</translation>
    </message>
    <message>
        <source>gate %1 does not hold after %2 s: %3</source>
        <translation>门禁 %1 在 %2 秒后仍未通过：%3</translation>
    </message>
    <message>
        <source>gate %1 holds</source>
        <translation>门禁 %1 已通过</translation>
    </message>
    <message>
        <source>the host runs no script (exit status %1): %2</source>
        <translation>主机无法运行脚本（退出码 %1）：%2</translation>
    </message>
    <message>
        <source>the plan needs more of this host than one command can ask for</source>
        <translation>计划要向这台主机查询的内容超出单条命令的上限</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>退出码 %1</translation>
    </message>
    <message>
        <source>the host&apos;s answer cannot be read: %1</source>
        <translation>无法读取主机的应答：%1</translation>
    </message>
    <message>
        <source>the host&apos;s answer broke off</source>
        <translation>主机的应答中断</translation>
    </message>
    <message>
        <source>the account on the host may not look there</source>
        <translation>主机上的账号无权查看该处</translation>
    </message>
    <message>
        <source>no host can be asked for a name like that</source>
        <translation>主机上无法查询这样的名称</translation>
    </message>
    <message>
        <source>the host did not tell its time and its leases</source>
        <translation>主机未返回其时间和租约</translation>
    </message>
    <message>
        <source>the lease changed faster than it could be read; try again</source>
        <translation>租约变化太快，来不及读取；请重试</translation>
    </message>
    <message>
        <source>the folder for leases, &quot;%1&quot;, is not absolute</source>
        <translation>租约文件夹“%1”不是绝对路径</translation>
    </message>
    <message>
        <source>the connection broke before the lease was written</source>
        <translation>写入租约前连接已断开</translation>
    </message>
    <message>
        <source>the host cannot keep leases in %1 (%2): %3</source>
        <translation>主机无法在 %1 保存租约（%2）：%3</translation>
    </message>
    <message>
        <source>a lease is longer than nothing and not longer than %1 days</source>
        <translation>租约时长须大于 0 且不超过 %1 天</translation>
    </message>
    <message>
        <source>there is no lease on %1 of ours</source>
        <translation>%1 上没有我方的租约</translation>
    </message>
    <message>
        <source>who breaks a lease has to say why</source>
        <translation>强制解除租约须说明原因</translation>
    </message>
    <message>
        <source>that lease on %1 is over; look again</source>
        <translation>%1 的该租约已结束；请重新查看</translation>
    </message>
    <message>
        <source>the lease is on no environment that can have one</source>
        <translation>该环境不能设置租约</translation>
    </message>
    <message>
        <source>the lease is one on %1</source>
        <translation>该租约属于 %1</translation>
    </message>
    <message>
        <source>the leases&apos; numbers are used up; remove the files</source>
        <translation>租约编号已用尽；请删除这些文件</translation>
    </message>
    <message>
        <source>%1 counts as held: its lease cannot be read (%2). Once nobody works there, break it, or remove it: rm -f %3</source>
        <translation>%1 视为被占用：其租约无法读取（%2）。确认无人操作后，请强制解除，或删除文件：rm -f %3</translation>
    </message>
    <message>
        <source>others change the lease on %1 at the same moment; try again</source>
        <translation>有人同时在更改 %1 的租约；请重试</translation>
    </message>
    <message>
        <source>This is not any more as the plan found it; make a new plan:
%1</source>
        <translation>现状与制定计划时不同；请重新制定计划：
%1</translation>
    </message>
    <message>
        <source>%1: %2 is neither in the registry nor on this host</source>
        <translation>%1：%2 既不在镜像仓库，也不在这台主机上</translation>
    </message>
    <message>
        <source>this run has changed nothing</source>
        <translation>本次部署没有任何改动</translation>
    </message>
    <message>
        <source>nothing ran before that one could go back to: %1</source>
        <translation>之前没有可供回滚的版本在运行：%1</translation>
    </message>
    <message>
        <source>a rollback has a reason: say which</source>
        <translation>回滚须有原因：请说明</translation>
    </message>
    <message>
        <source>this run is still going on: pause or cancel it first</source>
        <translation>本次部署仍在进行：请先暂停或取消</translation>
    </message>
    <message>
        <source>everything runs already as it did before this run</source>
        <translation>全部已与本次部署之前一致</translation>
    </message>
    <message>
        <source>the first host is done; the others wait for your word</source>
        <translation>第一台主机已完成；其余主机等待您确认</translation>
    </message>
    <message>
        <source>what had failed is done; the others wait for your word</source>
        <translation>之前失败的部分已完成；其余主机等待您确认</translation>
    </message>
    <message>
        <source>there are characters in it that a file cannot hold</source>
        <translation>含有文件无法保存的字符</translation>
    </message>
    <message>
        <source>it could not be read again: %1</source>
        <translation>写出的内容无法重新读取：%1</translation>
    </message>
    <message>
        <source>there is no workspace folder %1</source>
        <translation>工作区文件夹 %1 不存在</translation>
    </message>
    <message>
        <source>%1 is a link and may lead out of the workspace</source>
        <translation>%1 是链接，可能指向工作区之外</translation>
    </message>
    <message>
        <source>version %2 of %1 is frozen, and its file says something else</source>
        <translation>%1 的版本 %2 已冻结，而其文件内容不同</translation>
    </message>
    <message>
        <source>version %2 of %1 is frozen, and its file has a fault: %3</source>
        <translation>%1 的版本 %2 已冻结，而其文件有错误：%3</translation>
    </message>
    <message>
        <source>a name is missing</source>
        <translation>缺少名称</translation>
    </message>
    <message>
        <source>the name is longer than %1 characters</source>
        <translation>名称超过 %1 个字符</translation>
    </message>
    <message>
        <source>the name has characters that cannot be printed</source>
        <translation>名称含有不可打印的字符</translation>
    </message>
    <message>
        <source>the name is too long for a file: %1</source>
        <translation>名称过长，不能用作文件名：%1</translation>
    </message>
    <message>
        <source>the name &quot;%1&quot; begins with a dot</source>
        <translation>名称“%1”以点开头</translation>
    </message>
    <message>
        <source>the name &quot;%1&quot; has a slash in it</source>
        <translation>名称“%1”含有斜杠</translation>
    </message>
    <message>
        <source>the name &quot;%1&quot; begins or ends with a blank</source>
        <translation>名称“%1”以空格开头或结尾</translation>
    </message>
    <message>
        <source>the folder %1 cannot be made</source>
        <translation>无法创建文件夹 %1</translation>
    </message>
    <message>
        <source>the file has a fault that has to be corrected first: %1</source>
        <translation>文件有错误，须先更正：%1</translation>
    </message>
    <message>
        <source>line %1 has a comment that would be lost; move it to the head of the file</source>
        <translation>第 %1 行的注释会丢失；请移到文件开头</translation>
    </message>
    <message>
        <source>no tag was given</source>
        <translation>未指定标签</translation>
    </message>
    <message>
        <source>%1 has no tag %2</source>
        <translation>%1 没有标签 %2</translation>
    </message>
    <message>
        <source>no tags of %1 are known</source>
        <translation>没有 %1 的标签信息</translation>
    </message>
    <message>
        <source>the commit of tag %1 is not known</source>
        <translation>标签 %1 对应的提交未知</translation>
    </message>
    <message>
        <source>%1 has no module %2</source>
        <translation>%1 没有模块 %2</translation>
    </message>
    <message>
        <source>the bill names no tag</source>
        <translation>清单未写标签</translation>
    </message>
    <message>
        <source>tag %1 exists, and the bill names no commit</source>
        <translation>标签 %1 存在，但清单未写提交</translation>
    </message>
    <message>
        <source>tag %1 was moved: it stands for commit %2, the bill for %3</source>
        <translation>标签 %1 已变动：现指向提交 %2，清单中为 %3</translation>
    </message>
    <message>
        <source>tag %1 stands for commit %2</source>
        <translation>标签 %1 指向提交 %2</translation>
    </message>
    <message>
        <source>no pipeline of %1 is known</source>
        <translation>没有 %1 的流水线信息</translation>
    </message>
    <message>
        <source>pipeline %1 of %2 is green</source>
        <translation>%2 的流水线 %1 已通过</translation>
    </message>
    <message>
        <source>pipeline %1 of %2: %3</source>
        <translation>%2 的流水线 %1：%3</translation>
    </message>
    <message>
        <source>the bill names no digest, so what would be deployed is not fixed</source>
        <translation>清单未写摘要，部署内容无法固定</translation>
    </message>
    <message>
        <source>the image is pinned to %1, the bill to %2</source>
        <translation>镜像固定为 %1，清单中为 %2</translation>
    </message>
    <message>
        <source>fixed to %1</source>
        <translation>已固定为 %1</translation>
    </message>
    <message>
        <source>the image is there, but its tag %1 stands for %2 now</source>
        <translation>镜像存在，但其标签 %1 现指向 %2</translation>
    </message>
    <message>
        <source>the image is there, but nothing has its tag %1</source>
        <translation>镜像存在，但其标签 %1 已不存在</translation>
    </message>
    <message>
        <source>the registry has the image</source>
        <translation>镜像仓库中有该镜像</translation>
    </message>
    <message>
        <source>the bill names no image</source>
        <translation>清单未写镜像</translation>
    </message>
    <message>
        <source>no images of %1 are known</source>
        <translation>没有 %1 的镜像信息</translation>
    </message>
    <message>
        <source>without a digest nothing tells which image of %1 is meant</source>
        <translation>没有摘要，无法确定是 %1 的哪个镜像</translation>
    </message>
    <message>
        <source>%1 is not among the images of %2 that were asked for</source>
        <translation>%1 不在已查询的 %2 镜像之中</translation>
    </message>
    <message>
        <source>the registry has no image %1 in %2</source>
        <translation>镜像仓库的 %2 中没有镜像 %1</translation>
    </message>
    <message>
        <source>nothing tells which commit the image was built from</source>
        <translation>无法得知镜像由哪个提交构建</translation>
    </message>
    <message>
        <source>the bill names no commit</source>
        <translation>清单未写提交</translation>
    </message>
    <message>
        <source>the image names &quot;%1&quot;, which cannot be compared with %2</source>
        <translation>镜像标注为“%1”，无法与 %2 比对</translation>
    </message>
    <message>
        <source>the image was built from %1</source>
        <translation>镜像由 %1 构建</translation>
    </message>
    <message>
        <source>the image is said to come from several commits: %1</source>
        <translation>镜像标注了多个来源提交：%1</translation>
    </message>
    <message>
        <source>the image was built from %1, not from %2</source>
        <translation>镜像由 %1 构建，而不是 %2</translation>
    </message>
    <message>
        <source>no other module has its repository</source>
        <translation>没有其他模块使用同一仓库</translation>
    </message>
    <message>
        <source>%1 has the same image repository</source>
        <translation>%1 使用相同的镜像名</translation>
    </message>
    <message>
        <source>%1 takes another state of the same repository: %2</source>
        <translation>%1 取自同一仓库的另一状态：%2</translation>
    </message>
    <message>
        <source>%1 has the same repository, in the same state</source>
        <translation>%1 取自同一仓库的同一状态</translation>
    </message>
    <message>
        <source>the bill has no modules</source>
        <translation>清单没有模块</translation>
    </message>
    <message>
        <source>the bill names this module twice</source>
        <translation>清单中该模块出现两次</translation>
    </message>
    <message>
        <source>a bill names no tag</source>
        <translation>有清单未写标签</translation>
    </message>
    <message>
        <source>tag %1 was moved since the bill was made</source>
        <translation>清单生成后，标签 %1 已变动</translation>
    </message>
    <message>
        <source>the date of tag %1 is not known</source>
        <translation>标签 %1 的日期未知</translation>
    </message>
    <message>
        <source>the module comes from another project: %1 became %2</source>
        <translation>模块来自另一个项目：%1 变为 %2</translation>
    </message>
    <message>
        <source>when %1 further merge requests were merged is not known</source>
        <translation>另有 %1 个合并请求的合并时间未知</translation>
    </message>
    <message>
        <source>the module names no GitLab project</source>
        <translation>模块未写 GitLab 项目</translation>
    </message>
    <message>
        <source>no GitLab project %1 is known</source>
        <translation>没有 GitLab 项目 %1 的信息</translation>
    </message>
    <message>
        <source>several GitLab servers have a project %1</source>
        <translation>多个 GitLab 服务器都有项目 %1</translation>
    </message>
    <message>
        <source>which of the tags %1 and %2 is newer is not known</source>
        <translation>无法判断标签 %1 与 %2 哪个更新</translation>
    </message>
    <message>
        <source>no tag of %1 is known to be on branch %2</source>
        <translation>没有已知属于分支 %2 的 %1 标签</translation>
    </message>
    <message>
        <source>tag %1 may be newer than %2, and its branch is not known</source>
        <translation>标签 %1 可能比 %2 更新，但其所属分支未知</translation>
    </message>
    <message>
        <source>the module names no image</source>
        <translation>模块未写镜像</translation>
    </message>
    <message>
        <source>%1 cannot be the tag of an image</source>
        <translation>%1 不能用作镜像标签</translation>
    </message>
    <message>
        <source>%1 has no image with tag %2</source>
        <translation>%1 没有标签为 %2 的镜像</translation>
    </message>
    <message>
        <source>tag %2 of %1 stands for several images</source>
        <translation>%1 的标签 %2 指向多个镜像</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no minute of a cron rule</source>
        <translation>“%1”不是有效的 cron 分钟字段</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no hour of a cron rule</source>
        <translation>“%1”不是有效的 cron 小时字段</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no day of the month of a cron rule</source>
        <translation>“%1”不是有效的 cron 日期字段</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no month of a cron rule</source>
        <translation>“%1”不是有效的 cron 月份字段</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no day of the week of a cron rule</source>
        <translation>“%1”不是有效的 cron 星期字段</translation>
    </message>
    <message>
        <source>a cron rule has five fields: minute, hour, day of the month, month, day of the week</source>
        <translation>cron 规则有五个字段：分钟、小时、日期、月份、星期</translation>
    </message>
    <message>
        <source>more than 100 points do not count</source>
        <translation>超过 100 分的部分不计</translation>
    </message>
    <message>
        <source>unknown checks: %1</source>
        <translation>结果未知的检查：%1</translation>
    </message>
    <message>
        <source>checks that do not pass: %1</source>
        <translation>未通过的检查：%1</translation>
    </message>
    <message>
        <source>a freeze is on</source>
        <translation>处于冻结窗口</translation>
    </message>
    <message>
        <source>critical alerts are open</source>
        <translation>有未处理的严重告警</translation>
    </message>
    <message>
        <source>the last deployment did not go well</source>
        <translation>上次部署未成功</translation>
    </message>
    <message>
        <source>there is no way back</source>
        <translation>无法回滚</translation>
    </message>
    <message>
        <source>the database changes</source>
        <translation>数据库有变更</translation>
    </message>
    <message>
        <source>few people are there</source>
        <translation>值守人员少</translation>
    </message>
    <message>
        <source>many hosts: %1</source>
        <translation>主机较多：%1</translation>
    </message>
    <message>
        <source>production</source>
        <translation>生产环境</translation>
    </message>
    <message>
        <source>a big jump of version</source>
        <translation>版本跨度大</translation>
    </message>
    <message>
        <source>the lease does not say who holds it</source>
        <translation>租约未写明持有人</translation>
    </message>
    <message>
        <source>the lease gives no reason in one line</source>
        <translation>租约没有单行的原因</translation>
    </message>
    <message>
        <source>the lease does not say from when until when</source>
        <translation>租约未写明起止时间</translation>
    </message>
    <message>
        <source>the lease does not say who ended it</source>
        <translation>租约未写明由谁结束</translation>
    </message>
    <message>
        <source>the lease is larger than %1 kB</source>
        <translation>租约超过 %1 kB</translation>
    </message>
    <message>
        <source>the lease is no JSON object</source>
        <translation>租约不是 JSON 对象</translation>
    </message>
    <message>
        <source>the lease is from another version of the program</source>
        <translation>租约来自本程序的另一版本</translation>
    </message>
    <message>
        <source>%1 holds %2 since %3 for: %4, until %5</source>
        <translation>%1 自 %3 起占用 %2，原因：%4，至 %5</translation>
    </message>
    <message>
        <source>%1 broke the lease on %2: %3</source>
        <translation>%1 强制解除了 %2 的租约：%3</translation>
    </message>
    <message>
        <source>this was not read</source>
        <translation>此项未读取</translation>
    </message>
    <message>
        <source>Look at it yourself, or check again.</source>
        <translation>请自行确认，或重新检查。</translation>
    </message>
    <message>
        <source>no freeze</source>
        <translation>没有冻结</translation>
    </message>
    <message>
        <source>Wait until the freeze is over.</source>
        <translation>请等待冻结结束。</translation>
    </message>
    <message>
        <source>freeze &quot;%1&quot;, without an end</source>
        <translation>冻结“%1”，无结束时间</translation>
    </message>
    <message>
        <source>freeze &quot;%1&quot; until %2</source>
        <translation>冻结“%1”，至 %2</translation>
    </message>
    <message>
        <source>nobody has reserved the environment</source>
        <translation>环境未被占用</translation>
    </message>
    <message>
        <source>you have reserved the environment</source>
        <translation>环境由您占用</translation>
    </message>
    <message>
        <source>%1 has reserved the environment until %2</source>
        <translation>环境由 %1 占用至 %2</translation>
    </message>
    <message>
        <source>Ask %1 to release it.</source>
        <translation>请联系 %1 释放。</translation>
    </message>
    <message>
        <source>no critical alert is open</source>
        <translation>没有未处理的严重告警</translation>
    </message>
    <message>
        <source>open critical alerts: %1</source>
        <translation>未处理的严重告警：%1</translation>
    </message>
    <message>
        <source>Clear the alerts first, unless this deployment is the cure.</source>
        <translation>请先处理告警，除非本次部署就是为了修复。</translation>
    </message>
    <message>
        <source>this is the first deployment</source>
        <translation>这是首次部署</translation>
    </message>
    <message>
        <source>Look at that run before you start another one.</source>
        <translation>请先查看该次部署，再开始新的部署。</translation>
    </message>
    <message>
        <source>the last deployment, %1, went well</source>
        <translation>上次部署 %1 成功</translation>
    </message>
    <message>
        <source>the last deployment, %1, failed</source>
        <translation>上次部署 %1 失败</translation>
    </message>
    <message>
        <source>the last deployment, %1, was cancelled</source>
        <translation>上次部署 %1 已取消</translation>
    </message>
    <message>
        <source>the deployment of %1 still runs</source>
        <translation>%1 的部署仍在进行</translation>
    </message>
    <message>
        <source>the deployment of %1 is paused in the middle</source>
        <translation>%1 的部署中途暂停</translation>
    </message>
    <message>
        <source>Go on with that run, or roll it back.</source>
        <translation>请继续该次部署，或将其回滚。</translation>
    </message>
    <message>
        <source>nobody knows how the deployment of %1 ended</source>
        <translation>%1 的部署结果未知</translation>
    </message>
    <message>
        <source>the database does not change</source>
        <translation>数据库无变更</translation>
    </message>
    <message>
        <source>the database changes, and the version before works with it</source>
        <translation>数据库有变更，上一版本与之兼容</translation>
    </message>
    <message>
        <source>the database changes, and nobody declared it compatible</source>
        <translation>数据库有变更，且未声明兼容性</translation>
    </message>
    <message>
        <source>Find out whether the version before works with it, and declare it.</source>
        <translation>请确认上一版本能否兼容，并作出声明。</translation>
    </message>
    <message>
        <source>the database changes so that the version before cannot work with it</source>
        <translation>数据库有变更，上一版本与之不兼容</translation>
    </message>
    <message>
        <source>Split the change, or plan a time without service.</source>
        <translation>请拆分变更，或安排停机窗口。</translation>
    </message>
    <message>
        <source>it is not known what time it is for the team</source>
        <translation>团队当地时间未知</translation>
    </message>
    <message>
        <source>within the hours in which people are there</source>
        <translation>处于有人值守的时段</translation>
    </message>
    <message>
        <source>outside the hours in which people are there</source>
        <translation>不在有人值守的时段</translation>
    </message>
    <message>
        <source>Wait, or make sure that somebody can help.</source>
        <translation>请等待，或确保有人可以协助。</translation>
    </message>
    <message>
        <source>%1 has %2 free, %3 are needed</source>
        <translation>%1 可用 %2，需要 %3</translation>
    </message>
    <message>
        <source>Make room on the host.</source>
        <translation>请清理主机空间。</translation>
    </message>
    <message>
        <source>the host cannot be reached: %1</source>
        <translation>无法连接主机：%1</translation>
    </message>
    <message>
        <source>Check the host and the way to it.</source>
        <translation>请检查主机和网络。</translation>
    </message>
    <message>
        <source>the host answers, and its clock is off by %1 s</source>
        <translation>主机有应答，但时钟偏差 %1 秒</translation>
    </message>
    <message>
        <source>Set the host&apos;s clock.</source>
        <translation>请校准主机时钟。</translation>
    </message>
    <message>
        <source>the host answers</source>
        <translation>主机应答正常</translation>
    </message>
    <message>
        <source>the engine&apos;s version &quot;%1&quot; cannot be compared</source>
        <translation>引擎版本“%1”无法比较</translation>
    </message>
    <message>
        <source>the engine is %1, at least %2 is asked for</source>
        <translation>引擎版本为 %1，要求至少 %2</translation>
    </message>
    <message>
        <source>Update the engine of the host.</source>
        <translation>请升级主机的引擎。</translation>
    </message>
    <message>
        <source>engine %1</source>
        <translation>引擎 %1</translation>
    </message>
    <message>
        <source>Remove images that nobody needs, or make the disk larger.</source>
        <translation>请清理无用镜像，或扩容磁盘。</translation>
    </message>
    <message>
        <source>%1 free, %2 needed, %3 have to remain</source>
        <translation>可用 %1，需要 %2，须保留 %3</translation>
    </message>
    <message>
        <source>only %1 of %2 inodes are free</source>
        <translation>inode 仅剩 %1（共 %2）</translation>
    </message>
    <message>
        <source>%1 free, %2 needed</source>
        <translation>可用 %1，需要 %2</translation>
    </message>
    <message>
        <source>Free the port, or give the module another one.</source>
        <translation>请释放该端口，或为模块换一个端口。</translation>
    </message>
    <message>
        <source>port %1 is also wanted by %2</source>
        <translation>%2 也要使用端口 %1</translation>
    </message>
    <message>
        <source>port %1 is taken by %2</source>
        <translation>端口 %1 已被 %2 占用</translation>
    </message>
    <message>
        <source>no port of the host is needed</source>
        <translation>不需要主机端口</translation>
    </message>
    <message>
        <source>all ports are free</source>
        <translation>端口均未占用</translation>
    </message>
    <message>
        <source>missing on the host: %1</source>
        <translation>主机上缺少：%1</translation>
    </message>
    <message>
        <source>Put it on the host before the deployment.</source>
        <translation>请在部署前放到主机上。</translation>
    </message>
    <message>
        <source>all files and keys are there</source>
        <translation>文件和变量均已具备</translation>
    </message>
    <message>
        <source>the registry does not have %1</source>
        <translation>镜像仓库中没有 %1</translation>
    </message>
    <message>
        <source>Build and push it, or choose another version.</source>
        <translation>请构建并推送，或选择其他版本。</translation>
    </message>
    <message>
        <source>the registry has %1</source>
        <translation>镜像仓库中有 %1</translation>
    </message>
    <message>
        <source>the host cannot pull %1: %2</source>
        <translation>主机无法拉取 %1：%2</translation>
    </message>
    <message>
        <source>Log the host in at the registry, or open the way to it.</source>
        <translation>请在主机上登录镜像仓库，或打通网络。</translation>
    </message>
    <message>
        <source>the host can pull the image</source>
        <translation>主机可以拉取该镜像</translation>
    </message>
    <message>
        <source>the pipeline that is known is of another commit than the image</source>
        <translation>已知的流水线与镜像不属于同一提交</translation>
    </message>
    <message>
        <source>the pipeline has no status</source>
        <translation>流水线没有状态</translation>
    </message>
    <message>
        <source>Wait for the pipeline, or mend it and build again.</source>
        <translation>请等待流水线结束，或修复后重新构建。</translation>
    </message>
    <message>
        <source>pipeline %1 is &quot;%2&quot;</source>
        <translation>流水线 %1 的状态为“%2”</translation>
    </message>
    <message>
        <source>test jobs of pipeline %1 are not green: %2</source>
        <translation>流水线 %1 的测试作业未通过：%2</translation>
    </message>
    <message>
        <source>pipeline %1 is green</source>
        <translation>流水线 %1 已通过</translation>
    </message>
    <message>
        <source>the image was never scanned</source>
        <translation>镜像从未扫描</translation>
    </message>
    <message>
        <source>the scan is &quot;%1&quot;</source>
        <translation>扫描状态为“%1”</translation>
    </message>
    <message>
        <source>the scanner&apos;s word &quot;%1&quot; is not known</source>
        <translation>无法识别扫描器的级别“%1”</translation>
    </message>
    <message>
        <source>the worst that the scan found is %1; at most %2 is allowed</source>
        <translation>扫描发现的最高级别为 %1，最多允许 %2</translation>
    </message>
    <message>
        <source>Update what the image is built from.</source>
        <translation>请升级镜像的基础镜像和依赖。</translation>
    </message>
    <message>
        <source>the worst that the scan found is %1</source>
        <translation>扫描发现的最高级别为 %1</translation>
    </message>
    <message>
        <source>pinned to %1</source>
        <translation>已固定为 %1</translation>
    </message>
    <message>
        <source>tag %1 can be moved to another image</source>
        <translation>标签 %1 可变，可能改指其他镜像</translation>
    </message>
    <message>
        <source>Make a plan that pins the image by digest.</source>
        <translation>请制定按摘要固定镜像的计划。</translation>
    </message>
    <message>
        <source>tag %1 cannot be moved</source>
        <translation>标签 %1 不可变</translation>
    </message>
    <message>
        <source>nothing runs here yet, so there is nothing to go back to</source>
        <translation>此处尚无运行版本，没有可回滚的目标</translation>
    </message>
    <message>
        <source>Decide now how to go back if it fails.</source>
        <translation>请现在确定失败时如何回退。</translation>
    </message>
    <message>
        <source>%1 runs, and its digest is not known</source>
        <translation>%1 正在运行，但其摘要未知</translation>
    </message>
    <message>
        <source>the compose file of what runs now is not there</source>
        <translation>当前运行版本的 compose 文件不存在</translation>
    </message>
    <message>
        <source>%1, which runs now, cannot be had any more</source>
        <translation>当前运行的 %1 已无法获取</translation>
    </message>
    <message>
        <source>back to %1</source>
        <translation>可回滚到 %1</translation>
    </message>
    <message>
        <source>%1&apos;s override does not count: &quot;%2&quot; may not be overridden</source>
        <translation>%1 的强制放行无效：“%2”不允许放行</translation>
    </message>
    <message>
        <source>%1&apos;s override of &quot;%2&quot; does not count: it takes the role %3</source>
        <translation>%1 对“%2”的强制放行无效：需要角色 %3</translation>
    </message>
    <message>
        <source>an override of &quot;%1&quot; does not count: nobody signed it</source>
        <translation>对“%1”的强制放行无效：没有署名</translation>
    </message>
    <message>
        <source>%1&apos;s override of &quot;%2&quot; does not count: it gives no reason</source>
        <translation>%1 对“%2”的强制放行无效：没有写明原因</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>checks forbid the deployment:
%1</source>
        <translation>检查未通过，禁止部署：
%1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a pool</source>
        <translation>“%1”不能用作池的名称</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a server</source>
        <translation>“%1”不能用作服务器的名称</translation>
    </message>
    <message>
        <source>server %1 is named twice</source>
        <translation>服务器 %1 出现两次</translation>
    </message>
    <message>
        <source>no pool has a server</source>
        <translation>所有池都没有服务器</translation>
    </message>
    <message>
        <source>the balancer&apos;s file is not named</source>
        <translation>未指定负载均衡的文件</translation>
    </message>
    <message>
        <source>the balancer&apos;s socket is not named</source>
        <translation>未指定负载均衡的套接字</translation>
    </message>
    <message>
        <source>nginx needs a command that tests and one that reloads</source>
        <translation>nginx 需要一条测试命令和一条重载命令</translation>
    </message>
    <message>
        <source>a balancer needs a command that sets a share and one that reads it</source>
        <translation>负载均衡需要一条设置流量占比的命令和一条读取它的命令</translation>
    </message>
    <message>
        <source>a command that drains needs one that undoes it and one that reads the state</source>
        <translation>有摘流命令时，还需要恢复流量的命令和读取状态的命令</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a backend</source>
        <translation>“%1”不能用作后端的名称</translation>
    </message>
    <message>
        <source>there is no pool %1</source>
        <translation>没有池 %1</translation>
    </message>
    <message>
        <source>%1 % is no share</source>
        <translation>%1 % 不是有效的流量占比</translation>
    </message>
    <message>
        <source>pool %1 has no server for its share</source>
        <translation>池 %1 有流量占比，但没有服务器</translation>
    </message>
    <message>
        <source>pool %1 has no share</source>
        <translation>池 %1 没有流量占比</translation>
    </message>
    <message>
        <source>the shares are %1 % together, not 100 %</source>
        <translation>流量占比合计 %1 %，不是 100 %</translation>
    </message>
    <message>
        <source>weights up to %1 are too coarse</source>
        <translation>权重上限 %1 精度不够</translation>
    </message>
    <message>
        <source>%1 % cannot be divided among %2 servers</source>
        <translation>%1 % 无法分给 %2 台服务器</translation>
    </message>
    <message>
        <source>not an address that can be asked: %1</source>
        <translation>不是可以查询的地址：%1</translation>
    </message>
    <message>
        <source>the balancer says %1 instead of %2</source>
        <translation>负载均衡返回 %1，应为 %2</translation>
    </message>
    <message>
        <source>this balancer has no commands that drain a server</source>
        <translation>该负载均衡没有摘流命令</translation>
    </message>
    <message>
        <source>%1 printed no share: %2</source>
        <translation>%1 没有输出流量占比：%2</translation>
    </message>
    <message>
        <source>no pool has server %1</source>
        <translation>没有池包含服务器 %1</translation>
    </message>
    <message>
        <source>a command that is empty or holds a NUL cannot be sent</source>
        <translation>命令为空或含有 NUL，无法发送</translation>
    </message>
    <message>
        <source>%1 printed no number: %2</source>
        <translation>%1 没有输出数字：%2</translation>
    </message>
    <message>
        <source>weighted_clusters at line %1 is not written in block style</source>
        <translation>第 %1 行的 weighted_clusters 没有采用块样式</translation>
    </message>
    <message>
        <source>weighted_clusters at line %1 has a total_weight other than 100</source>
        <translation>第 %1 行的 weighted_clusters 的 total_weight 不是 100</translation>
    </message>
    <message>
        <source>cluster %1 at line %2 has no weight that can be read</source>
        <translation>第 %2 行的集群 %1 没有可识别的权重</translation>
    </message>
    <message>
        <source>weighted_clusters at line %1 has no cluster %2</source>
        <translation>第 %1 行的 weighted_clusters 中没有集群 %2</translation>
    </message>
    <message>
        <source>the file has no weighted_clusters with %1</source>
        <translation>文件中没有包含 %1 的 weighted_clusters</translation>
    </message>
    <message>
        <source>cluster %1 has different weights in the file</source>
        <translation>集群 %1 在文件中的权重不一致</translation>
    </message>
    <message>
        <source>%1 is no weight in Envoy</source>
        <translation>%1 不是有效的 Envoy 权重</translation>
    </message>
    <message>
        <source>the mode of %1 cannot be read</source>
        <translation>无法读取 %1 的权限位</translation>
    </message>
    <message>
        <source>%1 does not say what was written to it</source>
        <translation>%1 的内容与写入的不一致</translation>
    </message>
    <message>
        <source>%1
The old %2 could not be put back: %3</source>
        <translation>%1
原来的 %2 未能恢复：%3</translation>
    </message>
    <message>
        <source>%1 has no server %2</source>
        <translation>%1 没有服务器 %2</translation>
    </message>
    <message>
        <source>%1 gets traffic but is in no pool</source>
        <translation>%1 接收流量，但不属于任何池</translation>
    </message>
    <message>
        <source>%1 is the last of pool %2 that gets traffic; give the pool no share instead</source>
        <translation>%1 是池 %2 中最后一台接收流量的服务器；请改为不给该池流量占比</translation>
    </message>
    <message>
        <source>%1 is the last server of %2 that gets traffic</source>
        <translation>%1 是 %2 中最后一台接收流量的服务器</translation>
    </message>
    <message>
        <source>%1 is in maintenance, which somebody else asked for</source>
        <translation>%1 处于维护状态，由他人设置</translation>
    </message>
    <message>
        <source>the balancer&apos;s socket cannot be reached, or hung up</source>
        <translation>无法连接负载均衡的套接字，或连接被断开</translation>
    </message>
    <message>
        <source>%1 is not as it was set: the balancer says something else</source>
        <translation>%1 的状态与设置不符：负载均衡返回的不同</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a name in HAProxy</source>
        <translation>“%1”不能用作 HAProxy 的名称</translation>
    </message>
    <message>
        <source>HAProxy&apos;s answer has no column %1</source>
        <translation>HAProxy 的应答没有 %1 列</translation>
    </message>
    <message>
        <source>HAProxy&apos;s answer ends too early</source>
        <translation>HAProxy 的应答不完整</translation>
    </message>
    <message>
        <source>%1 is a backup, which gets no share</source>
        <translation>%1 是 backup 服务器，不分配流量</translation>
    </message>
    <message>
        <source>%1 is no weight in HAProxy</source>
        <translation>%1 不是有效的 HAProxy 权重</translation>
    </message>
    <message>
        <source>HAProxy tells its servers in version %1, which is unknown</source>
        <translation>HAProxy 的服务器列表格式版本 %1 无法识别</translation>
    </message>
    <message>
        <source>HAProxy&apos;s answer has no line of column names</source>
        <translation>HAProxy 的应答没有列名行</translation>
    </message>
    <message>
        <source>HAProxy&apos;s answer cannot be read: %1</source>
        <translation>无法读取 HAProxy 的应答：%1</translation>
    </message>
    <message>
        <source>HAProxy has no backend %1</source>
        <translation>HAProxy 没有后端 %1</translation>
    </message>
    <message>
        <source>no server of pool %1 runs</source>
        <translation>池 %1 没有运行中的服务器</translation>
    </message>
    <message>
        <source>braces or quotes are not balanced at line %1</source>
        <translation>第 %1 行的花括号或引号不成对</translation>
    </message>
    <message>
        <source>the file has no upstream %1</source>
        <translation>文件中没有 upstream %1</translation>
    </message>
    <message>
        <source>the file has upstream %1 more than once</source>
        <translation>文件中 upstream %1 出现多次</translation>
    </message>
    <message>
        <source>%1 has no weight that can be read: %2</source>
        <translation>%1 没有可识别的权重：%2</translation>
    </message>
    <message>
        <source>upstream %1 includes another file</source>
        <translation>upstream %1 包含了其他文件</translation>
    </message>
    <message>
        <source>%1 is no weight in nginx</source>
        <translation>%1 不是有效的 nginx 权重</translation>
    </message>
    <message>
        <source>the balancer&apos;s answer is larger than 16 MB</source>
        <translation>负载均衡的应答超过 16 MB</translation>
    </message>
    <message>
        <source>line %1 is no YAML that can be changed safely</source>
        <translation>第 %1 行的 YAML 无法安全改动</translation>
    </message>
    <message>
        <source>%1 is being deployed to already, from this console: %2</source>
        <translation>本控制台正在向 %1 部署：%2</translation>
    </message>
    <message>
        <source>%1 is frozen (%2), without an end in sight</source>
        <translation>%1 处于冻结中（%2），看不到结束时间</translation>
    </message>
    <message>
        <source>%1 is frozen (%2) until %3</source>
        <translation>%1 处于冻结中（%2），至 %3</translation>
    </message>
    <message>
        <source>a freeze of this workspace cannot be read, so nobody knows whether %1 is frozen: see the faults of opsdeck.yaml</source>
        <translation>此工作区有冻结窗口无法读取，因此无法确定 %1 是否处于冻结中：请查看 opsdeck.yaml 的错误</translation>
    </message>
    <message>
        <source>there is no version %2 of %1</source>
        <translation>%1 没有版本 %2</translation>
    </message>
    <message>
        <source>the workspace has no product %1</source>
        <translation>工作区中没有产品 %1</translation>
    </message>
    <message>
        <source>%1 digests begin with %2; give more of it</source>
        <translation>有 %1 个摘要以 %2 开头；请多输入几位</translation>
    </message>
    <message>
        <source>no digest begins with %1</source>
        <translation>没有以 %1 开头的摘要</translation>
    </message>
    <message>
        <source>there is no digest and no image to look for</source>
        <translation>未指定要查找的摘要或镜像</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither a digest, nor six digits of one, nor an image</source>
        <translation>“%1”不是摘要（至少输入六位），也不是镜像</translation>
    </message>
    <message>
        <source>no image %1 is known</source>
        <translation>没有镜像 %1 的信息</translation>
    </message>
    <message>
        <source>the tag or branch to make it from has no name</source>
        <translation>未指定用来生成版本的标签或分支</translation>
    </message>
    <message>
        <source>%1 points are left open, the first: %2: %3</source>
        <translation>有 %1 项待定，第一项：%2：%3</translation>
    </message>
    <message>
        <source>the check does not pass: %1: %2</source>
        <translation>检查未通过：%1：%2</translation>
    </message>
    <message>
        <source>what is known of tags and images has changed since this was shown; look at it again</source>
        <translation>显示之后，标签和镜像的信息已变化；请重新查看</translation>
    </message>
    <message>
        <source>%1 is no product of this workspace</source>
        <translation>%1 不是此工作区的产品</translation>
    </message>
    <message>
        <source>%1 is no Harbor of this workspace</source>
        <translation>%1 不是此工作区的 Harbor</translation>
    </message>
    <message>
        <source>“%1” names no registry</source>
        <translation>“%1”不是镜像仓库</translation>
    </message>
    <message>
        <source>“%1” is neither a product with its version nor images with tags</source>
        <translation>“%1”既不是产品及其版本，也不是带标签的镜像</translation>
    </message>
    <message>
        <source>neither %1 nor %2 is a Harbor of this workspace that could have a policy; without --policy the images are copied</source>
        <translation>%1 和 %2 都不是此工作区中可设复制策略的 Harbor；不加 --policy 则直接复制镜像</translation>
    </message>
    <message>
        <source>no answer within %1 s</source>
        <translation>%1 秒内无应答</translation>
    </message>
    <message>
        <source>it was asked for, and not answered</source>
        <translation>已查询，但无应答</translation>
    </message>
    <message>
        <source>%1 did not answer</source>
        <translation>%1 无应答</translation>
    </message>
    <message>
        <source>%1: exit status %2
%3
Nobody can type a password here: permit this command to the account in sudoers, with NOPASSWD</source>
        <translation>%1：退出码 %2
%3
此处无法输入密码：请在 sudoers 中以 NOPASSWD 允许该账号执行此命令</translation>
    </message>
    <message>
        <source>%1: exit status %2
%3
Make room on that disk of the host, then retry</source>
        <translation>%1：退出码 %2
%3
请清理该主机的磁盘空间，然后重试</translation>
    </message>
    <message>
        <source>%1: exit status %2
%3
The registry has this image no more: push it again and retry, or deploy another version</source>
        <translation>%1：退出码 %2
%3
镜像仓库中已没有该镜像：请重新推送后重试，或部署其他版本</translation>
    </message>
    <message>
        <source>%1 may not deploy, and so not confirm either</source>
        <translation>%1 无权部署，因此也无权确认</translation>
    </message>
    <message>
        <source>another run in %1 is just being started from this console</source>
        <translation>本控制台正在 %1 启动另一次部署</translation>
    </message>
    <message>
        <source>this run has no such host; it has %1</source>
        <translation>本次部署没有该主机；包含的主机：%1</translation>
    </message>
    <message>
        <source>the workspace has no module %1</source>
        <translation>工作区中没有模块 %1</translation>
    </message>
    <message>
        <source>nobody can be asked who has reserved the environment</source>
        <translation>无处可查询环境由谁占用</translation>
    </message>
    <message>
        <source>nobody declared whether the database changes</source>
        <translation>未声明数据库是否有变更</translation>
    </message>
    <message>
        <source>it is not known which image runs now</source>
        <translation>当前运行的镜像未知</translation>
    </message>
    <message>
        <source>%1 is not %2</source>
        <translation>%1 不满足 %2</translation>
    </message>
    <message>
        <source>the query answers no number</source>
        <translation>查询没有返回数值</translation>
    </message>
    <message>
        <source>the workspace has no source of that name which knows numbers</source>
        <translation>工作区中没有该名称的指标数据源</translation>
    </message>
    <message>
        <source>the workspace has no GitLab of that name</source>
        <translation>工作区中没有该名称的 GitLab</translation>
    </message>
    <message>
        <source>the workspace does not say which repository this product is deployed from: see &quot;gitlab&quot;</source>
        <translation>工作区未写明此产品从哪个仓库部署：请查看“gitlab”</translation>
    </message>
    <message>
        <source>the program was closed</source>
        <translation>程序已关闭</translation>
    </message>
    <message>
        <source>pipeline %1 waits for a person to start: %2</source>
        <translation>流水线 %1 等待手动启动：%2</translation>
    </message>
    <message>
        <source>these images stand there already: there is nothing to commit</source>
        <translation>这些镜像已是目标版本：没有可提交的内容</translation>
    </message>
    <message>
        <source>cancelled before anything was committed</source>
        <translation>提交之前已取消</translation>
    </message>
    <message>
        <source>%1 moved while the commit was made: %2 stands on %3 and not on %4, as planned. It was not tagged; look at what came in between, and make a new plan</source>
        <translation>提交期间 %1 有变动：%2 现指向 %3，而不是计划中的 %4。未打标签；请查看期间的改动，然后重新生成计划</translation>
    </message>
    <message>
        <source>cancelled; commit %1 stays on %2 and was not tagged</source>
        <translation>已取消；提交 %1 保留在 %2 上，未打标签</translation>
    </message>
    <message>
        <source>commit %1 stays on %2; the tag: %3</source>
        <translation>提交 %1 保留在 %2 上；标签：%3</translation>
    </message>
    <message>
        <source>GitLab does not answer at the moment: %1</source>
        <translation>GitLab 暂无应答：%1</translation>
    </message>
    <message>
        <source>it could not be cancelled, so it may go on: %1</source>
        <translation>无法取消，可能仍在继续：%1</translation>
    </message>
    <message>
        <source>no pipeline appeared that could be cancelled</source>
        <translation>没有出现可取消的流水线</translation>
    </message>
    <message>
        <source>it was asked to end and still is %1 after %2 s</source>
        <translation>已请求结束，%2 秒后状态仍为 %1</translation>
    </message>
    <message>
        <source>no pipeline for tag %1 appeared within %2 s; has the .gitlab-ci.yml of %3 jobs for tags? One that comes later is not followed</source>
        <translation>标签 %1 在 %2 秒内没有触发流水线；请检查 %3 的 .gitlab-ci.yml 是否有针对标签的作业。之后才出现的流水线不再跟踪</translation>
    </message>
    <message>
        <source>it still is %1 after %2 s</source>
        <translation>%2 秒后状态仍为 %1</translation>
    </message>
    <message>
        <source>pipeline %1 was cancelled</source>
        <translation>流水线 %1 已取消</translation>
    </message>
    <message>
        <source>GitLab could not make pipeline %1: %2</source>
        <translation>GitLab 无法创建流水线 %1：%2</translation>
    </message>
    <message>
        <source>GitLab skipped pipeline %1: nothing was deployed</source>
        <translation>GitLab 跳过了流水线 %1：未部署任何内容</translation>
    </message>
    <message>
        <source>pipeline %1 failed; its jobs cannot be read: %2</source>
        <translation>流水线 %1 失败；无法读取其作业：%2</translation>
    </message>
    <message>
        <source>pipeline %1 failed without a failed job</source>
        <translation>流水线 %1 失败，但没有失败的作业</translation>
    </message>
    <message>
        <source>pipeline %1: job %2 (stage %3) failed: %4
%5</source>
        <translation>流水线 %1：作业 %2（阶段 %3）失败：%4
%5</translation>
    </message>
    <message>
        <source>tag %1 was made; nobody knows what became of it: %2</source>
        <translation>标签 %1 已创建；后续结果未知：%2</translation>
    </message>
    <message>
        <source>nobody knows how pipeline %1 ended: %2</source>
        <translation>流水线 %1 的结果未知：%2</translation>
    </message>
    <message>
        <source>tag %1 exists already, at commit %2</source>
        <translation>标签 %1 已存在，指向提交 %2</translation>
    </message>
    <message>
        <source>the freeze periods cannot be read, so nobody knows whether one is on: %1</source>
        <translation>无法读取冻结期，因此无法确定当前是否处于冻结中：%1</translation>
    </message>
    <message>
        <source>a freeze period cannot be read, so nobody knows whether it is on: %1</source>
        <translation>有一个冻结期无法读取，因此无法确定其是否生效：%1</translation>
    </message>
    <message>
        <source>GitLab has a freeze period (%1) until %2</source>
        <translation>GitLab 处于冻结期（%1），至 %2</translation>
    </message>
    <message>
        <source>the workspace has no traffic route of that name</source>
        <translation>工作区中没有该名称的流量路由</translation>
    </message>
    <message>
        <source>traffic route %1 has no server on this host</source>
        <translation>流量路由 %1 在此主机上没有服务器</translation>
    </message>
    <message>
        <source>%1 was not started from one docker-compose.yml: that file cannot be changed without a workspace</source>
        <translation>%1 不是由单个 docker-compose.yml 启动的：没有工作区就无法修改该文件</translation>
    </message>
    <message>
        <source>nothing on this host was started by compose from %1</source>
        <translation>此主机上没有由 compose 用镜像 %1 启动的容器</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no host: write [user@]address[:port]</source>
        <translation>“%1”不是主机：格式为 [user@]address[:port]</translation>
    </message>
    <message>
        <source>asked for %1, the registry answers %2</source>
        <translation>查询的是 %1，镜像仓库返回 %2</translation>
    </message>
    <message>
        <source>the host does not tell which images it has: %1</source>
        <translation>主机未返回其镜像列表：%1</translation>
    </message>
    <message>
        <source>a lease is broken for a reason: say which</source>
        <translation>强制解除租约须有原因：请说明</translation>
    </message>
    <message>
        <source>no connection is known to tell its alerts</source>
        <translation>没有可提供其告警的连接</translation>
    </message>
    <message>
        <source>alerts cannot be seen: %1 does not answer</source>
        <translation>无法查看告警：%1 无应答</translation>
    </message>
    <message>
        <source>the catalog has no %1, so that nobody knows which alerts are its own</source>
        <translation>目录中没有 %1，因此无法确定哪些告警属于它</translation>
    </message>
    <message>
        <source>the registry does not tell how large the image is</source>
        <translation>镜像仓库未返回镜像大小</translation>
    </message>
    <message>
        <source>the image names &quot;%1&quot;, which is no commit</source>
        <translation>镜像中写的是“%1”，不是提交</translation>
    </message>
    <message>
        <source>several commits begin with %1</source>
        <translation>有多个提交以 %1 开头</translation>
    </message>
    <message>
        <source>it is not known whether the registry lets this tag be moved</source>
        <translation>镜像仓库是否允许变动此标签未知</translation>
    </message>
    <message>
        <source>the hosts get different images of this module</source>
        <translation>该模块在各主机上的镜像不同</translation>
    </message>
    <message>
        <source>it is not among the newest %1 runs</source>
        <translation>不在最近 %1 次部署之中</translation>
    </message>
    <message>
        <source>cancelled before it was proved</source>
        <translation>核实之前已取消</translation>
    </message>
    <message>
        <source>Harbor says %1: %2 of %3 tasks did not succeed</source>
        <translation>Harbor 返回 %1：%3 个任务中有 %2 个未成功</translation>
    </message>
    <message>
        <source>Harbor says %1: %2 of %3 tasks did not succeed (%4)</source>
        <translation>Harbor 返回 %1：%3 个任务中有 %2 个未成功（%4）</translation>
    </message>
    <message>
        <source>the replication policy “%1” is switched off</source>
        <translation>复制策略“%1”已停用</translation>
    </message>
    <message>
        <source>the tag %1 stands for %2 now; this version is %3</source>
        <translation>标签 %1 现指向 %2；此版本为 %3</translation>
    </message>
    <message>
        <source>the images are in %1 already</source>
        <translation>镜像已在 %1 中</translation>
    </message>
    <message>
        <source>the policy “%1” has no name for %2 at its target</source>
        <translation>策略“%1”没有 %2 在目标端的名称</translation>
    </message>
    <message>
        <source>another promotion runs</source>
        <translation>另一次晋级正在进行</translation>
    </message>
    <message>
        <source>nothing was chosen to be promoted</source>
        <translation>未选择要晋级的内容</translation>
    </message>
    <message>
        <source>copying</source>
        <translation>正在复制</translation>
    </message>
    <message>
        <source>cancelled, but Harbor goes on: %1</source>
        <translation>已取消，但 Harbor 仍在继续：%1</translation>
    </message>
    <message>
        <source>Harbor says %1</source>
        <translation>Harbor 返回 %1</translation>
    </message>
    <message>
        <source>proving</source>
        <translation>正在核实</translation>
    </message>
    <message>
        <source>%1 takes requests again</source>
        <translation>%1 已恢复接收请求</translation>
    </message>
    <message>
        <source>no pool has the server %1</source>
        <translation>没有池包含服务器 %1</translation>
    </message>
    <message>
        <source>%1 gets no new requests; what it works on, the balancer does not tell</source>
        <translation>%1 不再接收新请求；负载均衡未返回其正在处理的请求数</translation>
    </message>
    <message>
        <source>%1 gets no new requests and works on none</source>
        <translation>%1 不再接收新请求，且没有正在处理的请求</translation>
    </message>
    <message>
        <source>%1 gets no new requests, but still works on %2 after %3 s</source>
        <translation>%1 不再接收新请求，但 %3 秒后仍在处理 %2 个请求</translation>
    </message>
    <message>
        <source>a shift of route %1 is %2 since %3: decide about it first</source>
        <translation>路由 %1 的切流自 %3 起状态为 %2：请先处理</translation>
    </message>
    <message>
        <source>pools that this route does not know get traffic: %1</source>
        <translation>有流量进入此路由之外的池：%1</translation>
    </message>
    <message>
        <source>%1 has all traffic already</source>
        <translation>%1 已承载全部流量</translation>
    </message>
    <message>
        <source>say why: a reason is required</source>
        <translation>必须填写原因：请说明</translation>
    </message>
    <message>
        <source>there is no step %1 ahead; the route has %2 and %3 are behind</source>
        <translation>后面没有第 %1 步；路由共 %2 步，已完成 %3 步</translation>
    </message>
    <message>
        <source>the route was changed since this shift began: abort or take back</source>
        <translation>切流开始后路由已被修改：请中止或回退</translation>
    </message>
    <message>
        <source>the balancer says %1, the ledger %2; look, and then say next again</source>
        <translation>负载均衡返回 %1，台账记录为 %2；请检查后再次执行 next</translation>
    </message>
    <message>
        <source>Opsdeck ended in the middle of this shift</source>
        <translation>切流途中 Opsdeck 退出</translation>
    </message>
    <message>
        <source>stopped by %1</source>
        <translation>由 %1 停止</translation>
    </message>
    <message>
        <source>step %1 of %2 went well; the next one waits for your word</source>
        <translation>第 %1/%2 步已完成；下一步等待您确认</translation>
    </message>
    <message>
        <source>somebody works on this shift; stop it first</source>
        <translation>有人正在处理此次切流；请先停止</translation>
    </message>
    <message>
        <source>another shift of this balancer began later; that is the one to take back</source>
        <translation>此负载均衡之后又有一次切流；应回退那一次</translation>
    </message>
    <message>
        <source>no traffic was shifted on this route yet</source>
        <translation>此路由尚未切换过流量</translation>
    </message>
    <message>
        <source>%1 could not be set: %2</source>
        <translation>无法设置 %1：%2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no path in a repository</source>
        <translation>“%1”不是仓库内的路径</translation>
    </message>
    <message>
        <source>no service of %1 gets an image</source>
        <translation>%1 中没有服务要更新镜像</translation>
    </message>
    <message>
        <source>the image of %1 is not pinned by digest</source>
        <translation>%1 的镜像未按摘要固定</translation>
    </message>
    <message>
        <source>product, version, environment and repository have to be named</source>
        <translation>须指定产品、版本、环境和仓库</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name for a branch</source>
        <translation>“%1”不能用作分支名</translation>
    </message>
    <message>
        <source>no file of the compose repository is named</source>
        <translation>未指定 compose 仓库中的文件</translation>
    </message>
    <message>
        <source>%1 is named twice</source>
        <translation>%1 重复出现</translation>
    </message>
    <message>
        <source>a tag&apos;s name knows no %1: only {product}, {version}, {environment}</source>
        <translation>标签名不支持 %1：只能用 {product}、{version}、{environment}</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name for a tag</source>
        <translation>“%1”不能用作标签名</translation>
    </message>
    <message>
        <source>this machine knows no time zone &quot;%1&quot;</source>
        <translation>本机没有时区“%1”</translation>
    </message>
    <message>
        <source>it is not known who deploys, so nobody can be the second person</source>
        <translation>部署人未知，因此无法由第二人确认</translation>
    </message>
    <message>
        <source>the risk is %1 of 100: a second person has to confirm</source>
        <translation>风险为 %1/100：须由第二人确认</translation>
    </message>
    <message>
        <source>%1 deploys: somebody else has to confirm</source>
        <translation>部署人是 %1：须由其他人确认</translation>
    </message>
    <message>
        <source>two images are to become %1</source>
        <translation>有两个镜像的目标都是 %1</translation>
    </message>
    <message>
        <source>%1 has no image</source>
        <translation>%1 没有镜像</translation>
    </message>
    <message>
        <source>%1 has no tag in this version</source>
        <translation>%1 在此版本中没有标签</translation>
    </message>
    <message>
        <source>%1 has not arrived</source>
        <translation>%1 未到达</translation>
    </message>
    <message>
        <source>the registry gave no reason</source>
        <translation>镜像仓库未说明原因</translation>
    </message>
    <message>
        <source>%1 holds %2 and not %3: the tag was moved at the source meanwhile</source>
        <translation>%1 的摘要是 %2 而不是 %3：期间源端的标签已变动</translation>
    </message>
    <message>
        <source>%1 holds %2 and not %3</source>
        <translation>%1 中是 %2，而不是 %3</translation>
    </message>
    <message>
        <source>the tag was moved at the source meanwhile, to %1</source>
        <translation>期间源端的标签已变动，现指向 %1</translation>
    </message>
    <message>
        <source>the bill of %1 has no module %2</source>
        <translation>%1 的清单没有模块 %2</translation>
    </message>
    <message>
        <source>%1 has no modules</source>
        <translation>%1 没有模块</translation>
    </message>
    <message>
        <source>%1 is no image with a tag</source>
        <translation>%1 不是带标签的镜像</translation>
    </message>
    <message>
        <source>%1 is not in the registry %2</source>
        <translation>%1 不属于镜像仓库 %2</translation>
    </message>
    <message>
        <source>%1 names no registry to take it from</source>
        <translation>%1 未写明从哪个镜像仓库获取</translation>
    </message>
    <message>
        <source>a route has a name, a product and an environment</source>
        <translation>路由须有名称、产品和环境</translation>
    </message>
    <message>
        <source>a route leads from one pool to another one</source>
        <translation>路由须从一个池切到另一个池</translation>
    </message>
    <message>
        <source>steps ascend: %1 % cannot follow %2 %</source>
        <translation>步骤须递增：%2 % 之后不能是 %1 %</translation>
    </message>
    <message>
        <source>a step is held for at most 30 days</source>
        <translation>每一步最多保持 30 天</translation>
    </message>
    <message>
        <source>the last step is 100 %</source>
        <translation>最后一步须为 100 %</translation>
    </message>
    <message>
        <source>blue/green has one step, 100 %</source>
        <translation>蓝绿发布只有一步，即 100 %</translation>
    </message>
    <message>
        <source>only a gray route has tenants</source>
        <translation>只有灰度路由才有租户</translation>
    </message>
    <message>
        <source>a tenant has a name, and a tier from 0 on</source>
        <translation>租户须有名称，以及从 0 起的等级</translation>
    </message>
    <message>
        <source>tenant %1 is named twice</source>
        <translation>租户 %1 出现两次</translation>
    </message>
    <message>
        <source>gate %1 asks the host of server %2, which is not named</source>
        <translation>门禁 %1 要查询服务器 %2 所在的主机，但未指定该主机</translation>
    </message>
    <message>
        <source>this shift is over: %1</source>
        <translation>本次切流已结束：%1</translation>
    </message>
    <message>
        <source>this shift is being taken back: do that again</source>
        <translation>本次切流正在回退：请再次执行回退</translation>
    </message>
    <message>
        <source>a gate broke, so there is no next step: abort or take back (%1)</source>
        <translation>门禁未能保持通过，没有下一步：请中止或回退（%1）</translation>
    </message>
    <message>
        <source>this shift was taken back already</source>
        <translation>本次切流已回退</translation>
    </message>
    <message>
        <source>the answer was lost, so it may have been done all the same: %1</source>
        <translation>未收到应答，操作可能已经执行：%1</translation>
    </message>
    <message>
        <source>the branch %1 does not hold commit %2 any more, or very much came after it</source>
        <translation>分支 %1 已不包含提交 %2，或其后的提交过多</translation>
    </message>
    <message>
        <source>%1 moved meanwhile; nothing was committed. Changed: %2
%3</source>
        <translation>%1 在此期间已变动；未提交任何内容。有变更：%2
%3</translation>
    </message>
    <message>
        <source>tag %1 was to be at %2 and is at %3</source>
        <translation>标签 %1 应指向 %2，实际指向 %3</translation>
    </message>
    <message>
        <source>more than %1 rows</source>
        <translation>超过 %1 行</translation>
    </message>
    <message>
        <source>%1 has no replication policy “%2”</source>
        <translation>%1 没有复制策略“%2”</translation>
    </message>
    <message>
        <source>the registry wants uploads at %1 and not at %2: it does not know its own address, as behind a proxy that does not tell it</source>
        <translation>镜像仓库要求上传到 %1，而不是 %2：它不知道自己的对外地址，例如位于未转发该地址的代理之后</translation>
    </message>
    <message>
        <source>the registry leads astray, to %1</source>
        <translation>镜像仓库重定向到了不可接受的地址：%1</translation>
    </message>
    <message>
        <source>%1 does not have the %2 bytes that its manifest says</source>
        <translation>%1 的大小与其 manifest 声明的 %2 字节不符</translation>
    </message>
    <message>
        <source>%1 is not what the registry sends for it, which is %2</source>
        <translation>镜像仓库返回的不是 %1，而是 %2</translation>
    </message>
    <message>
        <source>%1 consists of too many manifests</source>
        <translation>%1 包含的 manifest 过多</translation>
    </message>
    <message>
        <source>the registry took %1 for %2</source>
        <translation>镜像仓库把 %1 识别成了 %2</translation>
    </message>
    <message>
        <source>a manifest of the kind “%1” cannot be copied</source>
        <translation>无法复制类型为“%1”的 manifest</translation>
    </message>
    <message>
        <source>%1: %2
Make room on that disk of the host, then try again</source>
        <translation>%1：%2
请清理主机上该磁盘的空间，然后重试</translation>
    </message>
    <message>
        <source>this run did not come to its end: there is nothing whole to go back to</source>
        <translation>该次部署未执行完：没有完整的状态可供回滚</translation>
    </message>
    <message>
        <source>this is the newest run: nothing came after it</source>
        <translation>这是最近一次部署：其后没有其他部署</translation>
    </message>
    <message>
        <source>… %1 lines are left out: they came too fast to keep</source>
        <translation>… 省略 %1 行：输出过快，未能保留</translation>
    </message>
    <message>
        <source>a shift of this route is open</source>
        <translation>此路由有未结束的切流</translation>
    </message>
    <message>
        <source>the new pool has everything already</source>
        <translation>新池已承载全部流量</translation>
    </message>
    <message>
        <source>no shift of this route was begun</source>
        <translation>此路由尚未开始切流</translation>
    </message>
    <message>
        <source>the workspace&apos;s route was changed since this shift began: end it or take it back</source>
        <translation>切流开始后，工作区中的路由已被修改：请中止或回退</translation>
    </message>
    <message>
        <source>nothing is under way</source>
        <translation>没有正在进行的切流</translation>
    </message>
    <message>
        <source>another program works on it: pause it there</source>
        <translation>另一个程序正在处理：请在那里暂停</translation>
    </message>
    <message>
        <source>a shift is under way: pause it first</source>
        <translation>切流正在进行：请先暂停</translation>
    </message>
    <message>
        <source>the last decision is being carried out</source>
        <translation>上一个决定正在执行</translation>
    </message>
    <message>
        <source>%1 free; nobody tells how large the image of %2 is</source>
        <translation>可用 %1；没有来源说明 %2 的镜像有多大</translation>
    </message>
    <message>
        <source>the pipeline is green, but the hosts cannot be asked: %1</source>
        <translation>流水线为绿色，但无法询问主机：%1</translation>
    </message>
    <message>
        <source>the pipeline is green, but another digest runs on: %1</source>
        <translation>流水线为绿色，但以下主机运行的是另一个摘要：%1</translation>
    </message>
    <message>
        <source>%1: %2 is not in the registry, and this host cannot be asked: %3</source>
        <translation>%1：%2 不在镜像仓库中，且无法询问此主机：%3</translation>
    </message>
    <message>
        <source>%1: %2 is not found on this host, and the registry says: %3</source>
        <translation>%1：此主机上找不到 %2，镜像仓库说：%3</translation>
    </message>
    <message>
        <source>the registry would remove %1, which runs now: %2</source>
        <translation>镜像仓库会删除当前运行的 %1：%2</translation>
    </message>
    <message>
        <source>Let a rule keep it, or make its tag immutable, before you deploy.</source>
        <translation>部署前请让某条规则保留它，或将其标签设为不可变。</translation>
    </message>
    <message>
        <source>the registry keeps what runs now</source>
        <translation>镜像仓库会保留当前运行的镜像</translation>
    </message>
    <message>
        <source>no retention rule keeps it, but its tag is immutable</source>
        <translation>没有保留规则会保留它，但其标签不可变</translation>
    </message>
    <message>
        <source>it cannot be told whether its tag is immutable</source>
        <translation>无法判断其标签是否不可变</translation>
    </message>
    <message>
        <source>no retention rule of project %1 keeps it: %2</source>
        <translation>项目 %1 没有保留规则会保留它：%2</translation>
    </message>
    <message>
        <source>no retention rule of project %1 keeps it once somebody applies them, for they have no schedule: %2</source>
        <translation>项目 %1 没有保留规则会保留它（规则没有定时计划，有人执行时即会删除）：%2</translation>
    </message>
    <message>
        <source>no retention rule removes images of this repository</source>
        <translation>没有保留规则会删除此仓库的镜像</translation>
    </message>
    <message>
        <source>the retention policy is of a kind that is not known</source>
        <translation>保留策略的类型未知</translation>
    </message>
    <message>
        <source>%1 is not among the images that the registry lists</source>
        <translation>%1 不在镜像仓库列出的镜像之中</translation>
    </message>
    <message>
        <source>a retention rule keeps it: %1</source>
        <translation>保留规则会保留它：%1</translation>
    </message>
    <message>
        <source>it cannot be told whether a retention rule keeps it: %1</source>
        <translation>无法判断保留规则是否会保留它：%1</translation>
    </message>
    <message>
        <source>a gate has either an address or a command or a query</source>
        <translation>门禁要么是地址，要么是命令，要么是查询</translation>
    </message>
    <message>
        <source>Zabbix %1 takes its token in the header that HTTP Basic needs: the two cannot go together from 7.2 on. Let the web server before it ask for something else, a client certificate for example.</source>
        <translation>Zabbix %1 的令牌要放在 HTTP Basic 所用的请求头中：自 7.2 起两者不能同时使用。请让前面的 Web 服务器改用其他方式，例如客户端证书。</translation>
    </message>
    <message>
        <source>Zabbix can only be told that a tag has one certain value: leave out %1.</source>
        <translation>Zabbix 的标签只能指定一个确定的值：请去掉 %1。</translation>
    </message>
    <message>
        <source>A maintenance of Zabbix holds for hosts: keep host, instance or hostgroup.</source>
        <translation>Zabbix 的维护期针对主机：请保留 host、instance 或 hostgroup。</translation>
    </message>
    <message>
        <source>No host that this account sees in Zabbix is meant by %1.</source>
        <translation>此账号在 Zabbix 中可见的主机都不符合 %1。</translation>
    </message>
    <message>
        <source>A maintenance that is there is changed in Zabbix.</source>
        <translation>已有的维护期请在 Zabbix 中修改。</translation>
    </message>
    <message>
        <source>may not plan maintenance</source>
        <translation>不可安排维护期</translation>
    </message>
    <message>
        <source>a deployment by way of GitLab is followed from this console already</source>
        <translation>本控制台已在跟踪一次通过 GitLab 的部署</translation>
    </message>
    <message>
        <source>the console ended before tag %1 was made, so no pipeline ran; a commit may stand on %2: look there for &quot;%3&quot;</source>
        <translation>控制台在打标签 %1 之前就已退出，因此没有流水线运行；%2 上可能留有一个提交：请在那里查找“%3”</translation>
    </message>
    <message>
        <source>the workspace has no such host to keep leases on</source>
        <translation>工作区中没有用于保存租约的这台主机</translation>
    </message>
</context>
<context>
    <name>PlainText</name>
    <message>
        <source>Copy</source>
        <extracomment>Context menu of a text: puts it on the clipboard</extracomment>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>StateShape</name>
    <message>
        <source>critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>info</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>不可见</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
</context>
<context>
    <name>StoreText</name>
    <message>
        <source>This workspace is open in another Opsdeck.</source>
        <translation>此工作区已在另一个 Opsdeck 中打开。</translation>
    </message>
    <message>
        <source>This workspace is open in the Opsdeck of %1 on %2 (process %3, since %4).</source>
        <extracomment>%1 is a person, %2 a computer, %3 a process number, %4 a time</extracomment>
        <translation>此工作区已由 %1 在 %2 上的 Opsdeck 打开（进程 %3，自 %4 起）。</translation>
    </message>
    <message>
        <source>This window shows what that one stores and changes nothing.</source>
        <translation>本窗口只显示对方存储的内容，不作任何更改。</translation>
    </message>
    <message>
        <source>%1 cannot be written: you see the last sync, and nothing can be changed from here.</source>
        <extracomment>%1 is a folder</extracomment>
        <translation>%1 无法写入：您看到的是上次同步的内容，在此无法作任何更改。</translation>
    </message>
    <message>
        <source>%1 cannot be written right now (%2). Opsdeck goes on trying; nothing is deployed meanwhile.</source>
        <extracomment>%1 is a folder, %2 the reason</extracomment>
        <translation>%1 目前无法写入（%2）。Opsdeck 会继续尝试；在此期间不会部署任何内容。</translation>
    </message>
    <message>
        <source>The ledger was damaged.</source>
        <translation>台账曾损坏。</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) saved</source>
        <extracomment>of the ledger</extracomment>
        <translation>
            <numerusform>已挽救 %n 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lost</source>
        <extracomment>of the ledger; follows the number of those saved</extracomment>
        <translation>
            <numerusform>丢失 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>the newest may be missing</source>
        <translation>最新的记录可能缺失</translation>
    </message>
    <message>
        <source>The damaged file is kept as %1.</source>
        <extracomment>%1 is a file</extracomment>
        <translation>损坏的文件保留为 %1。</translation>
    </message>
    <message>
        <source>The local cache could not be used and everything is fetched again; the old file is kept as %1.</source>
        <extracomment>%1 is a file</extracomment>
        <translation>本地缓存无法使用，正在重新获取全部内容；旧文件保留为 %1。</translation>
    </message>
    <message>
        <source>A check found damage that could not be mended; &quot;opsdeck doctor&quot; explains it.</source>
        <translation>检查发现了无法修复的损坏；“opsdeck doctor” 会作出说明。</translation>
    </message>
    <message>
        <source>The history of alerts was damaged and begins anew; the old file is kept as %1.</source>
        <extracomment>%1 is a file</extracomment>
        <translation>告警历史已损坏，现重新开始记录；旧文件保留为 %1。</translation>
    </message>
</context>
<context>
    <name>TilePainter</name>
    <message>
        <source>Not in the catalog</source>
        <translation>不在目录中</translation>
    </message>
    <message>
        <source>not observable</source>
        <translation>无法观测</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <extracomment>alerts of a business system that have no room
----------
business systems that have no room on the wall</extracomment>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>never reached</source>
        <extracomment>of a business system: no source that could tell about it ever answered</extracomment>
        <translation>从未连通</translation>
    </message>
    <message>
        <source>since %1</source>
        <extracomment>of a business system; %1 is a time</extracomment>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>not observable since %1</source>
        <translation>自 %1 起无法观测</translation>
    </message>
    <message numerus="yes">
        <source>%n come(s) and go(es)</source>
        <extracomment>alerts on the wall, whose names stand behind it</extracomment>
        <translation>
            <numerusform>%n 条时有时无</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message>
        <source>%1 s</source>
        <extracomment>Durations: seconds, minutes, hours and days, abbreviated</extracomment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <extracomment>%1 is a duration: &quot;4 s ago&quot;
----------
%1 is an age such as &quot;12 min&quot;</extracomment>
        <translation>%1前</translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <comment>age</comment>
        <extracomment>an age or a duration, as short as the language allows</extracomment>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <comment>age</comment>
        <extracomment>an age or a duration, as short as the language allows</extracomment>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <comment>age</comment>
        <extracomment>an age or a duration, as short as the language allows</extracomment>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n d</source>
        <comment>age</comment>
        <extracomment>an age or a duration, as short as the language allows</extracomment>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ms</source>
        <comment>duration</comment>
        <extracomment>a duration in milliseconds</extracomment>
        <translation>
            <numerusform>%n 毫秒</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Topology</name>
    <message>
        <source>service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>website</source>
        <translation>网站</translation>
    </message>
    <message>
        <source>database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>external</source>
        <extracomment>Something outside the company, or not in the catalog</extracomment>
        <translation>外部</translation>
    </message>
    <message>
        <source>system</source>
        <extracomment>A business system of the catalog</extracomment>
        <translation>业务系统</translation>
    </message>
    <message>
        <source>used by</source>
        <extracomment>Which neighbours a topology shows: what uses the service</extracomment>
        <translation>被依赖</translation>
    </message>
    <message>
        <source>depends on</source>
        <extracomment>Which neighbours a topology shows: what the service uses</extracomment>
        <translation>依赖</translation>
    </message>
    <message>
        <source>in and out</source>
        <extracomment>Which neighbours a topology shows: both directions</extracomment>
        <translation>双向</translation>
    </message>
    <message numerus="yes">
        <source>%n hop(s)</source>
        <extracomment>How far around a service a topology shows neighbours</extracomment>
        <translation>
            <numerusform>%n 跳</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) firing</source>
        <translation>
            <numerusform>%n 条告警触发中</numerusform>
        </translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>not in the catalog: known only because others refer to it</source>
        <translation>不在目录中：仅因被其他服务引用而得知</translation>
    </message>
</context>
<context>
    <name>WallChangeText</name>
    <message>
        <source>deployment</source>
        <extracomment>a kind of change</extracomment>
        <translation>部署</translation>
    </message>
    <message>
        <source>pipeline</source>
        <extracomment>a kind of change</extracomment>
        <translation>流水线</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <extracomment>a kind of change: somebody has the alert</extracomment>
        <translation>已确认</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>WorkspaceText</name>
    <message>
        <source>&quot;%1&quot; is missing.</source>
        <translation>缺少“%1”。</translation>
    </message>
    <message>
        <source>Add &quot;metadata: {name: …}&quot;</source>
        <translation>请添加 “metadata: {name: …}”</translation>
    </message>
    <message>
        <source>%1 is described twice.</source>
        <translation>%1 重复描述。</translation>
    </message>
    <message>
        <source>The first stands in %1, line %2</source>
        <translation>首次出现在 %1 第 %2 行</translation>
    </message>
    <message>
        <source>%1 refers to %2, which no catalog file describes.</source>
        <translation>%1 引用了 %2，但没有目录文件描述它。</translation>
    </message>
    <message>
        <source>Did you mean &quot;%1&quot;?</source>
        <translation>是否指“%1”？</translation>
    </message>
    <message>
        <source>The compose file of module &quot;%1&quot; cannot be read: %2</source>
        <translation>无法读取模块“%1”的 compose 文件：%2</translation>
    </message>
    <message>
        <source>&quot;compose&quot; is relative to the workspace</source>
        <translation>“compose” 是相对于工作区的路径</translation>
    </message>
    <message>
        <source>Module &quot;%1&quot; names the service &quot;%2&quot;, which is not here.</source>
        <translation>模块“%1”引用的服务“%2”不存在。</translation>
    </message>
    <message>
        <source>Known: %1</source>
        <translation>已有：%1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no web address.</source>
        <translation>“%1”不是网址。</translation>
    </message>
    <message>
        <source>http://… or https://…</source>
        <translation>应为 http://… 或 https://…</translation>
    </message>
    <message>
        <source>An address must not hold user, password, query or fragment.</source>
        <translation>地址中不得包含用户名、密码、查询串或片段。</translation>
    </message>
    <message>
        <source>Use &quot;user&quot; and &quot;secret&quot;</source>
        <translation>请使用 “user” 和 “secret”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no image name.</source>
        <translation>“%1”不是镜像名。</translation>
    </message>
    <message>
        <source>registry/repository, without tag: the version gives it</source>
        <translation>格式为“仓库地址/镜像名”，不带标签：标签由版本给出</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not absolute.</source>
        <translation>“%1”不是绝对路径。</translation>
    </message>
    <message>
        <source>Start with &quot;/&quot;</source>
        <translation>请以 “/” 开头</translation>
    </message>
    <message>
        <source>There is already a %1 called &quot;%2&quot;.</source>
        <translation>已有名为“%2”的 %1。</translation>
    </message>
    <message>
        <source>Names are unique in a workspace</source>
        <translation>名称在工作区内必须唯一</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names nothing that exists: %2</source>
        <translation>“%1”指向不存在的对象：%2</translation>
    </message>
    <message>
        <source>This looks like the secret itself.</source>
        <translation>这看起来就是密钥本身。</translation>
    </message>
    <message>
        <source>Name an entry of the keyring, env:VARIABLE or file:PATH; then change the secret: it was in a file</source>
        <translation>请填密钥环条目名、env:VARIABLE 或 file:PATH；并更换该密钥，因为它已写入文件</translation>
    </message>
    <message>
        <source>The file cannot be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
    <message>
        <source>The file is larger than 8 MB.</source>
        <translation>文件超过 8 MB。</translation>
    </message>
    <message>
        <source>This is not YAML: %1</source>
        <translation>不是有效的 YAML：%1</translation>
    </message>
    <message>
        <source>Check indentation and quotes on this line and the one before</source>
        <translation>请检查本行和上一行的缩进与引号</translation>
    </message>
    <message>
        <source>Expected a mapping of keys to values here.</source>
        <translation>此处应为键值映射。</translation>
    </message>
    <message>
        <source>Write &quot;key: value&quot; lines</source>
        <translation>请写成 “key: value” 的形式</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the wrong type.</source>
        <extracomment>%1 is a key of the workspace file, %2 what is expected</extracomment>
        <translation>“%1”的类型不对。</translation>
    </message>
    <message>
        <source>Expected %1</source>
        <translation>应为：%1</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Add &quot;%1: …&quot;</source>
        <translation>请添加 “%1: …”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name.</source>
        <translation>“%1”不是有效名称。</translation>
    </message>
    <message>
        <source>Letters, digits, dot, dash and underscore, at most 63</source>
        <translation>字母、数字、点、连字符和下划线，最多 63 个字符</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>%1 到 %2 之间的整数</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a duration like 500ms, 15s, 2m or 1h</source>
        <translation>时长，如 500ms、15s、2m 或 1h</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>文本列表</translation>
    </message>
    <message>
        <source>a list; start each entry with &quot;- &quot;</source>
        <translation>列表，每项以 “- ” 开头</translation>
    </message>
    <message>
        <source>a mapping of texts</source>
        <translation>文本映射</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands here twice.</source>
        <translation>“%1”在此处出现两次。</translation>
    </message>
    <message>
        <source>Remove one of the two</source>
        <translation>请删除其中一个</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a known key here.</source>
        <translation>“%1”不是此处的有效键。</translation>
    </message>
    <message>
        <source>Known keys: %1</source>
        <translation>有效键：%1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has two roles.</source>
        <translation>&quot;%1&quot; 有两个角色。</translation>
    </message>
    <message>
        <source>The lower one counts</source>
        <translation>以较低的为准</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no role.</source>
        <translation>&quot;%1&quot; 不是角色。</translation>
    </message>
    <message>
        <source>This is no SHA-256 fingerprint.</source>
        <translation>这不是 SHA-256 指纹。</translation>
    </message>
    <message>
        <source>64 hex digits, with or without colons, or sha256//BASE64</source>
        <translation>64 位十六进制数字（可带冒号），或 sha256//BASE64</translation>
    </message>
    <message>
        <source>A fingerprint needs an https:// address.</source>
        <translation>指纹需要 https:// 地址。</translation>
    </message>
    <message>
        <source>http://…, https://…, socks5h://… or none</source>
        <translation>http://…、https://…、socks5h://… 或 none</translation>
    </message>
    <message>
        <source>Use &quot;proxy-user&quot; and &quot;proxy-secret&quot;</source>
        <translation>请使用 &quot;proxy-user&quot; 与 &quot;proxy-secret&quot;</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no HTTP status.</source>
        <translation>“%1”不是 HTTP 状态码。</translation>
    </message>
    <message>
        <source>One like 200, or a range like 200-299</source>
        <translation>例如 200，或范围 200-299</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no template.</source>
        <translation>“%1”不是模板。</translation>
    </message>
    <message>
        <source>Fields stand in braces: &quot;{rack}-{sensor}&quot;; a brace itself is written twice</source>
        <translation>字段写在花括号里：“{rack}-{sensor}”；花括号本身要写两遍</translation>
    </message>
    <message>
        <source>A condition says what the field is to be, in one way.</source>
        <translation>每个条件只能用一种方式说明字段应为何值。</translation>
    </message>
    <message>
        <source>equals: …, one-of: […] or matches: …</source>
        <translation>equals: …、one-of: […] 或 matches: …</translation>
    </message>
    <message>
        <source>This is no regular expression: %1</source>
        <translation>这不是正则表达式：%1</translation>
    </message>
    <message>
        <source>A delimiter is one character.</source>
        <translation>分隔符只能是一个字符。</translation>
    </message>
    <message>
        <source>&quot;,&quot;, &quot;;&quot; or &quot;\t&quot;</source>
        <translation>“,”、“;”或“\t”</translation>
    </message>
    <message>
        <source>The encoding &quot;%1&quot; is not known here.</source>
        <translation>不支持编码“%1”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no form of a time.</source>
        <translation>“%1”不是时间格式。</translation>
    </message>
    <message>
        <source>iso, seconds, milliseconds or a pattern like &quot;yyyy-MM-dd HH:mm:ss&quot;</source>
        <translation>iso、seconds、milliseconds 或形如“yyyy-MM-dd HH:mm:ss”的格式</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time zone.</source>
        <translation>“%1”不是时区。</translation>
    </message>
    <message>
        <source>A name like Asia/Shanghai or UTC+08:00</source>
        <translation>例如 Asia/Shanghai 或 UTC+08:00</translation>
    </message>
    <message>
        <source>Every row would have the same key.</source>
        <translation>这样每一行的键值都会相同。</translation>
    </message>
    <message>
        <source>Name the fields that tell one alert from another: &quot;{rack}-{sensor}&quot;</source>
        <translation>请写出能区分告警的字段：“{rack}-{sensor}”</translation>
    </message>
    <message>
        <source>This source reads either &quot;url&quot; or the output of &quot;command&quot;.</source>
        <translation>该数据源要么读取 url，要么读取 command 的输出。</translation>
    </message>
    <message>
        <source>url: http://…, https://… or a file; or command: … with host: …</source>
        <translation>url: http://…、https://… 或文件；或者 command: … 加 host: …</translation>
    </message>
    <message>
        <source>&quot;command&quot; and &quot;host&quot; belong together.</source>
        <translation>command 和 host 必须一起填写。</translation>
    </message>
    <message>
        <source>The command runs on that host, over SSH</source>
        <translation>命令通过 SSH 在该主机上运行</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address that can be checked.</source>
        <translation>“%1”不是可以探测的地址。</translation>
    </message>
    <message>
        <source>http://…, https://…, tcp://host:port or tls://host:port</source>
        <translation>http://…、https://…、tcp://主机:端口 或 tls://主机:端口</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no matcher of labels.</source>
        <translation>“%1”不是标签匹配条件。</translation>
    </message>
    <message>
        <source>One like service=cart, host!=db-1, instance=~&quot;app-.*&quot;</source>
        <translation>例如 service=cart、host!=db-1、instance=~&quot;app-.*&quot;</translation>
    </message>
    <message>
        <source>A window of maintenance needs to say what it is about.</source>
        <translation>维护窗口必须说明针对哪些告警。</translation>
    </message>
    <message>
        <source>Matchers of labels, like service=cart</source>
        <translation>标签匹配条件，例如 service=cart</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds no regular expression.</source>
        <translation>“%1”中的正则表达式无效。</translation>
    </message>
    <message>
        <source>It has to match the whole value</source>
        <translation>须匹配整个值</translation>
    </message>
    <message>
        <source>This window would hide every alert.</source>
        <translation>该窗口会隐藏所有告警。</translation>
    </message>
    <message>
        <source>Say which alerts are expected</source>
        <translation>请说明预期哪些告警</translation>
    </message>
    <message>
        <source>One like Asia/Shanghai</source>
        <translation>例如 Asia/Shanghai</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time.</source>
        <translation>“%1”不是时间。</translation>
    </message>
    <message>
        <source>One like 2026-11-14 22:00 or 2026-11-14T22:00:00Z</source>
        <translation>例如 2026-11-14 22:00 或 2026-11-14T22:00:00Z</translation>
    </message>
    <message>
        <source>This window ends before it begins.</source>
        <translation>该窗口的结束时间早于开始时间。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time of a week.</source>
        <translation>“%1”不是每周的时间段。</translation>
    </message>
    <message>
        <source>One like saturday sunday 23:00-02:00, or daily 04:00-04:30</source>
        <translation>例如 saturday sunday 23:00-02:00，或 daily 04:00-04:30</translation>
    </message>
    <message>
        <source>A window is once or every week, not both.</source>
        <translation>窗口只能是一次性或每周重复，不能两者兼有。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no day.</source>
        <translation>“%1”不是星期几。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time of day.</source>
        <translation>“%1” 不是有效的时刻。</translation>
    </message>
    <message>
        <source>One like 22:00 or 07:30</source>
        <translation>例如 22:00 或 07:30</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is an outlet of every desk.</source>
        <translation>“%1” 是每台本机自带的通知方式。</translation>
    </message>
    <message>
        <source>Give the target another name</source>
        <translation>请给目标换一个名称</translation>
    </message>
    <message>
        <source>A target has either &quot;url-secret&quot; or &quot;url&quot;.</source>
        <translation>目标须填写 “url-secret” 或 “url” 之一。</translation>
    </message>
    <message>
        <source>url-secret names a secret that is the whole address</source>
        <translation>url-secret 是一个密钥的名称，其内容为完整地址</translation>
    </message>
    <message>
        <source>This address holds a key, or is one.</source>
        <translation>该地址含有密钥，或本身就是密钥。</translation>
    </message>
    <message>
        <source>Keep it as a secret, and name that with &quot;url-secret&quot;</source>
        <translation>请把它存为密钥，并在 “url-secret” 中填写其名称</translation>
    </message>
    <message>
        <source>desktop, sound, or the names of targets</source>
        <translation>desktop、sound，或目标的名称</translation>
    </message>
    <message>
        <source>Write it with its zone, like 2026-11-14T06:03:22Z</source>
        <translation>请写明时区，如 2026-11-14T06:03:22Z</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no digest.</source>
        <translation>“%1”不是摘要。</translation>
    </message>
    <message>
        <source>&quot;sha256:&quot; and 64 hex digits in lower case</source>
        <translation>“sha256:” 加 64 位小写十六进制数字</translation>
    </message>
    <message>
        <source>The %1 is &quot;%2&quot; here, and &quot;%3&quot; by the place of the file.</source>
        <extracomment>%1 is &quot;product&quot; or &quot;version&quot;; %2 stands in the file, %3 is the file&apos;s or folder&apos;s name</extracomment>
        <translation>此处的 %1 为“%2”，而按文件位置应为“%3”。</translation>
    </message>
    <message>
        <source>Correct it, or move the file</source>
        <translation>请更正，或移动文件</translation>
    </message>
    <message>
        <source>A version names each module once</source>
        <translation>一个版本中每个模块只能出现一次</translation>
    </message>
    <message>
        <source>This file is not read.</source>
        <translation>此文件不会读取。</translation>
    </message>
    <message>
        <source>Versions are files that end in &quot;.yaml&quot;</source>
        <translation>版本文件须以 “.yaml” 结尾</translation>
    </message>
    <message>
        <source>This is not read.</source>
        <translation>此项不会读取。</translation>
    </message>
    <message>
        <source>Versions stand in folders with their product&apos;s name</source>
        <translation>版本文件须放在以产品命名的文件夹中</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names nothing.</source>
        <translation>“%1”为空。</translation>
    </message>
    <message>
        <source>Leave it out, or start each entry with &quot;- &quot;</source>
        <translation>请省略，或每项以 “- ” 开头</translation>
    </message>
    <message>
        <source>A calendar needs sessions.</source>
        <translation>日历须有时段。</translation>
    </message>
    <message>
        <source>A day is in &quot;holidays&quot; and in &quot;extra-days&quot;.</source>
        <translation>同一天同时出现在 “holidays” 和 “extra-days” 中。</translation>
    </message>
    <message>
        <source>It can be one of them</source>
        <translation>只能是其中之一</translation>
    </message>
    <message>
        <source>One like 09:30-11:30</source>
        <translation>例如 09:30-11:30</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no session.</source>
        <translation>“%1”不是时段。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no date.</source>
        <translation>“%1”不是日期。</translation>
    </message>
    <message>
        <source>One like 2026-10-01, or 2026-10-01..2026-10-08</source>
        <translation>例如 2026-10-01，或 2026-10-01..2026-10-08</translation>
    </message>
    <message>
        <source>A freeze needs to say when it is, in one way.</source>
        <translation>冻结须用一种方式说明时间。</translation>
    </message>
    <message>
        <source>from and until, or weekly, or during, or freeze-start and freeze-end</source>
        <translation>from 和 until，或 weekly，或 during，或 freeze-start 和 freeze-end</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time around a session.</source>
        <translation>“%1”不是时段前后的有效时长。</translation>
    </message>
    <message>
        <source>At most 24h; leave it out for none</source>
        <translation>最多 24h；不需要则省略</translation>
    </message>
    <message>
        <source>One like &quot;0 23 * * 5&quot;: minute, hour, day, month, day of the week</source>
        <translation>例如 &quot;0 23 * * 5&quot;：分钟、小时、日期、月份、星期</translation>
    </message>
    <message>
        <source>&quot;%1&quot; never comes.</source>
        <translation>“%1”永远不会到来。</translation>
    </message>
    <message>
        <source>This window ends when it begins.</source>
        <translation>该窗口的结束时间与开始时间相同。</translation>
    </message>
    <message>
        <source>There is already a calendar called &quot;%1&quot;.</source>
        <translation>已有名为“%1”的日历。</translation>
    </message>
    <message>
        <source>&quot;freeze&quot; holds no window.</source>
        <translation>“freeze” 没有窗口。</translation>
    </message>
    <message>
        <source>Start each entry with &quot;- &quot;, or remove the key</source>
        <translation>请让每项以 “- ” 开头，或删除该键</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address.</source>
        <translation>“%1”不是地址。</translation>
    </message>
    <message>
        <source>For example http://{address}:8080/health or tcp://{address}:5432</source>
        <translation>例如 http://{address}:8080/health 或 tcp://{address}:5432</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number of hosts.</source>
        <translation>“%1”不是有效的主机数。</translation>
    </message>
    <message>
        <source>A number from 1 on, or a share such as 25%</source>
        <translation>从 1 起的数字，或比例，如 25%</translation>
    </message>
    <message>
        <source>There is a second document in this file.</source>
        <translation>此文件中有第二个文档。</translation>
    </message>
    <message>
        <source>Remove the line &quot;---&quot; and what follows it</source>
        <translation>请删除 “---” 行及其后的内容</translation>
    </message>
    <message>
        <source>There is too much in this file.</source>
        <translation>此文件内容过多。</translation>
    </message>
    <message>
        <source>Anchors and aliases are not read here.</source>
        <translation>此处不支持锚点和别名。</translation>
    </message>
    <message>
        <source>Write the text itself</source>
        <translation>请直接写文本</translation>
    </message>
    <message>
        <source>The file is not UTF-8.</source>
        <translation>文件不是 UTF-8 编码。</translation>
    </message>
    <message>
        <source>There is a control character here.</source>
        <translation>此处有控制字符。</translation>
    </message>
    <message>
        <source>Write it in double quotes, like &quot;\x07&quot;</source>
        <translation>请写在双引号中，如 &quot;\x07&quot;</translation>
    </message>
    <message>
        <source>This line begins with a tab.</source>
        <translation>此行以制表符开头。</translation>
    </message>
    <message>
        <source>Indent with blanks</source>
        <translation>请用空格缩进</translation>
    </message>
    <message>
        <source>This is a link or no plain file, and is not followed.</source>
        <translation>这是链接或非普通文件，不会读取。</translation>
    </message>
    <message>
        <source>Put the file itself here</source>
        <translation>请在此处放置文件本身</translation>
    </message>
    <message>
        <source>The file is larger than 1 MB.</source>
        <translation>文件超过 1 MB。</translation>
    </message>
    <message>
        <source>There are further faults from here on: %1</source>
        <extracomment>%1 is how many</extracomment>
        <translation>从此处起还有其他错误：%1</translation>
    </message>
    <message>
        <source>Give it a value, or leave it out</source>
        <translation>请填写值，或省略此项</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no version.</source>
        <translation>“%1”不是版本号。</translation>
    </message>
    <message>
        <source>One like 20.10 or 24.0.7</source>
        <translation>例如 20.10 或 24.0.7</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no size.</source>
        <translation>“%1”不是大小。</translation>
    </message>
    <message>
        <source>A whole number with kB, MB, GB, TB, KiB, MiB, GiB or TiB, such as 2GiB</source>
        <translation>整数加单位 kB、MB、GB、TB、KiB、MiB、GiB 或 TiB，例如 2GiB</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no severity.</source>
        <translation>“%1”不是告警级别。</translation>
    </message>
    <message>
        <source>Name the jobs, or leave it out</source>
        <translation>请写出作业名，或省略此项</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time of a day.</source>
        <translation>“%1”不是一天中的时间段。</translation>
    </message>
    <message>
        <source>One like 09:00-18:00</source>
        <translation>例如 09:00-18:00</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number.</source>
        <translation>“%1”不是数字。</translation>
    </message>
    <message>
        <source>A query needs a source and a bound.</source>
        <translation>查询须写明数据源和限值。</translation>
    </message>
    <message>
        <source>For example source: prometheus and at-most: 0.02</source>
        <translation>例如 source: prometheus 和 at-most: 0.02</translation>
    </message>
    <message>
        <source>A gate has either a url or a command or a query.</source>
        <translation>门禁只能填写 url、command、query 之一。</translation>
    </message>
    <message>
        <source>There is no module &quot;%1&quot;.</source>
        <translation>没有模块“%1”。</translation>
    </message>
    <message>
        <source>The balancer&apos;s socket is a path or an address, not both.</source>
        <translation>负载均衡的套接字只能是路径或地址之一，不能两者兼有。</translation>
    </message>
    <message>
        <source>A route needs pools of servers.</source>
        <translation>路由须有服务器池。</translation>
    </message>
    <message>
        <source>For example pools: {G0: {servers: {s1: app-01}}}</source>
        <translation>例如 pools: {G0: {servers: {s1: app-01}}}</translation>
    </message>
    <message>
        <source>A step is held for at most 30 days.</source>
        <translation>每一步最多保持 30 天。</translation>
    </message>
    <message>
        <source>A route needs a list of steps.</source>
        <translation>路由须有步骤列表。</translation>
    </message>
    <message>
        <source>For example [5, 20, 100] or [{share: 5, hold: 10m}, …]</source>
        <translation>例如 [5, 20, 100] 或 [{share: 5, hold: 10m}, …]</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no share of traffic.</source>
        <translation>“%1”不是有效的流量占比。</translation>
    </message>
    <message>
        <source>A whole number of percents from 1 to 100</source>
        <translation>1 到 100 的整数百分比</translation>
    </message>
    <message>
        <source>&quot;traffic&quot; holds no route.</source>
        <translation>“traffic”中没有路由。</translation>
    </message>
    <message>
        <source>There is already a route called &quot;%1&quot;.</source>
        <translation>已有名为“%1”的路由。</translation>
    </message>
    <message>
        <source>Product &quot;%1&quot; names the balancer &quot;%2&quot;, which is no route under &quot;traffic&quot;.</source>
        <translation>产品“%1”指定了负载均衡“%2”，但“traffic”下没有该路由。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; says nothing about a database.</source>
        <translation>“%1”不是有效的数据库变更说明。</translation>
    </message>
    <message>
        <source>none, compatible or incompatible</source>
        <translation>none、compatible 或 incompatible</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no folder of that host</source>
        <translation>“%1”没有指明该主机上的目录</translation>
    </message>
    <message>
        <source>Write it as ssh://HOST/FOLDER</source>
        <translation>写法：ssh://主机/目录</translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertContext</name>
    <message>
        <source>Reading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>No metric source knows the expression of this alert.</source>
        <translation>没有指标源知道该告警的表达式。</translation>
    </message>
    <message>
        <source>%1 has no numbers of this alert for this time.</source>
        <extracomment>%1 is a source of numbers</extracomment>
        <translation>%1 在该时段内没有此告警的数据。</translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertHandler</name>
    <message>
        <source>Acknowledge, give back</source>
        <translation>确认、交还</translation>
    </message>
    <message>
        <source>Hand over, comment</source>
        <translation>移交、备注</translation>
    </message>
    <message>
        <source>Silence, all silences</source>
        <translation>静默、全部静默</translation>
    </message>
    <message>
        <source>Close at its source</source>
        <translation>在数据源中关闭</translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertHeader</name>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>critical</source>
        <extracomment>after a number, on a pill</extracomment>
        <translation>严重</translation>
    </message>
    <message>
        <source>warning</source>
        <extracomment>after a number, on a pill</extracomment>
        <translation>警告</translation>
    </message>
    <message>
        <source>info</source>
        <extracomment>after a number, on a pill</extracomment>
        <translation>提示</translation>
    </message>
    <message>
        <source>not observable</source>
        <extracomment>after a number of business systems, on a pill</extracomment>
        <translation>不可见</translation>
    </message>
    <message numerus="yes">
        <source>%n silenced</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>%n 条已静默</numerusform>
        </translation>
    </message>
    <message>
        <source>What alerts of a group have in common</source>
        <translation>同组告警的共同点</translation>
    </message>
    <message>
        <source>group by: %1</source>
        <extracomment>%1 is what alerts are grouped by: &quot;business system&quot;, &quot;host&quot;</extracomment>
        <translation>分组：%1</translation>
    </message>
    <message>
        <source>%1 shown + %2 folded = %3</source>
        <extracomment>numbers of alerts: with a row of their own, folded into other rows, and both together</extracomment>
        <translation>显示 %1 + 折叠 %2 = %3</translation>
    </message>
    <message numerus="yes">
        <source>%n report(s) of %1 alert(s)</source>
        <extracomment>%n times was an alert told; %1 is the number of alerts that this leaves</extracomment>
        <translation>
            <numerusform>%n 条上报，合并为 %1 条告警</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertHistory</name>
    <message>
        <source>The last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertInspector</name>
    <message>
        <source>owner %1</source>
        <extracomment>the group of people that owns a business system</extracomment>
        <translation>负责 %1</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is a time, %2 an age such as &quot;12 min&quot;</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>seen by</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>instance</source>
        <translation>实例</translation>
    </message>
    <message>
        <source>silence</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Open this address in the browser? A monitoring system gave it.</source>
        <translation>在浏览器中打开此地址？该地址由监控系统提供。</translation>
    </message>
    <message>
        <source>Open the address</source>
        <translation>打开地址</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Open in source…</source>
        <translation>在来源中打开…</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>注解</translation>
    </message>
    <message>
        <source>Give back…</source>
        <translation>交还</translation>
    </message>
    <message>
        <source>Acknowledge…</source>
        <translation>确认…</translation>
    </message>
    <message>
        <source>who has it</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>移交…</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>备注…</translation>
    </message>
    <message>
        <source>Close at its source…</source>
        <translation>在数据源中关闭…</translation>
    </message>
    <message>
        <source>Silence…</source>
        <translation>静默…</translation>
    </message>
    <message>
        <source>All silences…</source>
        <translation>全部静默…</translation>
    </message>
    <message>
        <source>Said about it</source>
        <translation>处理记录</translation>
    </message>
    <message numerus="yes">
        <source>%n alerts selected</source>
        <translation>
            <numerusform>已选择 %n 条告警</numerusform>
        </translation>
    </message>
    <message>
        <source>silenced</source>
        <translation>已静默</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <extracomment>of so many selected alerts: &quot;2 of 5&quot;</extracomment>
        <translation>已确认</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>the oldest began</source>
        <translation>最早开始</translation>
    </message>
    <message>
        <source>noise</source>
        <extracomment>label of what other alerts say about this one: &quot;symptom of HostDown gw-03&quot;</extracomment>
        <translation>降噪</translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertScene</name>
    <message>
        <source>The catalog names no business system.</source>
        <translation>目录里没有业务系统。</translation>
    </message>
    <message>
        <source>Reading what is known…</source>
        <translation>正在读取已知数据…</translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertTreeModel</name>
    <message>
        <source>severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>age</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertView</name>
    <message>
        <source>diff ▸</source>
        <extracomment>on a line that tells what was changed before an alert: leads there</extracomment>
        <translation>查看变更 ▸</translation>
    </message>
</context>
<context>
    <name>opsdeck::AlertsPage</name>
    <message>
        <source>Reading what is known…</source>
        <translation>正在读取已知数据…</translation>
    </message>
    <message>
        <source>The alerts of the last sync appear in a moment.</source>
        <translation>上次同步的告警即将显示。</translation>
    </message>
    <message>
        <source>No source of alerts is connected</source>
        <translation>尚未连接告警数据源</translation>
    </message>
    <message>
        <source>Connect an Alertmanager or a Prometheus, and what burns shows up here, grouped by business system.</source>
        <translation>连接 Alertmanager 或 Prometheus 后，告警会按业务系统分组显示在这里。</translation>
    </message>
    <message>
        <source>Open the sources</source>
        <translation>查看数据源</translation>
    </message>
    <message>
        <source>No alert matches the filter</source>
        <translation>没有符合筛选条件的告警</translation>
    </message>
    <message>
        <source>Press Esc in the filter field to see all alerts.</source>
        <translation>在筛选框中按 Esc 查看全部告警。</translation>
    </message>
    <message>
        <source>Nothing can be seen</source>
        <translation>无法观测</translation>
    </message>
    <message>
        <source>The sources of alerts are silent, so nobody knows whether something burns.</source>
        <translation>告警数据源均无数据，当前是否有故障无从得知。</translation>
    </message>
    <message>
        <source>No alerts</source>
        <translation>无告警</translation>
    </message>
    <message numerus="yes">
        <source>All %n source(s) of alerts are live and tell none.</source>
        <translation>
            <numerusform>%n 个告警数据源全部正常，没有告警。</numerusform>
        </translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Next and previous alert</source>
        <translation>下一条与上一条告警</translation>
    </message>
    <message>
        <source>Open the inspector, or a group</source>
        <translation>打开详情面板或分组</translation>
    </message>
    <message>
        <source>View %1</source>
        <extracomment>in the search of everything; %1 is the name of a filter</extracomment>
        <translation>视图 %1</translation>
    </message>
    <message>
        <source>Close and open a group or what is folded</source>
        <translation>收起与展开分组或折叠项</translation>
    </message>
    <message>
        <source>Group by something else</source>
        <translation>更换分组方式</translation>
    </message>
    <message>
        <source>Open in source</source>
        <translation>在来源中打开</translation>
    </message>
    <message>
        <source>Alerts by %1</source>
        <extracomment>%1 is what the alerts are grouped by: &quot;business system&quot;, &quot;host&quot;</extracomment>
        <translation>按%1分组的告警</translation>
    </message>
    <message>
        <source>The same, and select on the way; Ctrl+A selects all that are shown</source>
        <translation>同上并选中经过的告警；Ctrl+A 选中所有显示的告警</translation>
    </message>
</context>
<context>
    <name>opsdeck::AnalysisPage</name>
    <message>
        <source>Fired</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>Still standing</source>
        <translation>仍在持续</translation>
    </message>
    <message>
        <source>Acknowledged, fastest first</source>
        <translation>已认领（最快在前）</translation>
    </message>
    <message>
        <source>Resolved, fastest first</source>
        <translation>已恢复（最快在前）</translation>
    </message>
    <message>
        <source>The last day, week, month</source>
        <translation>最近一天、一周、一月</translation>
    </message>
    <message>
        <source>Shift digest</source>
        <translation>交接班摘要</translation>
    </message>
    <message>
        <source>Close the rows behind a number</source>
        <translation>关闭数字背后的明细</translation>
    </message>
    <message>
        <source>counting …</source>
        <translation>正在统计……</translation>
    </message>
    <message>
        <source>Counting what alerts did …</source>
        <translation>正在统计告警历史……</translation>
    </message>
    <message>
        <source>Nothing was observed in this time</source>
        <translation>这段时间没有任何观测</translation>
    </message>
    <message>
        <source>Opsdeck keeps what alerts do from the moment that a source of alerts answers, for a year. No source answered in this period, so nothing can be said about it: not even that it was quiet.</source>
        <translation>自告警来源首次响应起，Opsdeck 保留一年的告警历史。这段时间没有来源响应，因此无法作出任何判断——包括“平静”。</translation>
    </message>
    <message>
        <source>Look at the sources</source>
        <translation>查看数据源</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>no source answered for %1 of it</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>其中 %1 没有来源响应</translation>
    </message>
    <message numerus="yes">
        <source>%n left out: not seen from the beginning to the end</source>
        <translation>
            <numerusform>未计入 %n 次：未能从头到尾观测</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>median of %n; nine in ten within %1</source>
        <extracomment>%1 is a duration, %n a number of alerts</extracomment>
        <translation>
            <numerusform>%n 次的中位数；九成在 %1 以内</numerusform>
        </translation>
    </message>
    <message>
        <source>in this time</source>
        <translation>在此期间</translation>
    </message>
    <message>
        <source>at its end</source>
        <translation>期末</translation>
    </message>
    <message>
        <source>Noise now</source>
        <translation>当前降噪</translation>
    </message>
    <message>
        <source>%1 : %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message numerus="yes">
        <source>folded : shown, of %n told</source>
        <translation>
            <numerusform>折叠 : 显示，共报告 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Until somebody has it</source>
        <translation>认领用时</translation>
    </message>
    <message>
        <source>Until it is over</source>
        <translation>恢复用时</translation>
    </message>
    <message>
        <source>Export the table as shown</source>
        <translation>导出当前表格</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>Shift digest…</source>
        <translation>交接班摘要…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>When it fires</source>
        <translation>触发时段</translation>
    </message>
    <message>
        <source>Fired by hour and weekday</source>
        <translation>按小时与星期统计的触发次数</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>none in this time</source>
        <translation>此期间没有</translation>
    </message>
</context>
<context>
    <name>opsdeck::BillAnswer</name>
    <message>
        <source>Back to the version</source>
        <translation>返回版本</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>opsdeck::BillCompareView</name>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>commit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>%1 %2 compared with</source>
        <extracomment>%1 is a product, %2 a version of it, to be compared with an older one</extracomment>
        <translation>%1 %2 对比</translation>
    </message>
    <message>
        <source>There is no other version of %1.</source>
        <translation>%1 没有其他版本。</translation>
    </message>
    <message>
        <source>Being compared…</source>
        <translation>正在对比…</translation>
    </message>
    <message>
        <source>%1 changed, %2 added, %3 removed, %4 the same</source>
        <translation>变更 %1 个，新增 %2 个，移除 %3 个，相同 %4 个</translation>
    </message>
    <message>
        <source>This goes back: these merge requests are taken out.</source>
        <translation>这是版本回退：以下合并请求将被移除。</translation>
    </message>
    <message>
        <source>%1 into %2, merged %3</source>
        <translation>%1 合入 %2，合并于 %3</translation>
    </message>
    <message>
        <source>Merge requests: %1</source>
        <translation>合并请求：%1</translation>
    </message>
    <message>
        <source>No merge request is known between the two.</source>
        <translation>两个版本之间没有已知的合并请求。</translation>
    </message>
    <message>
        <source>The version to compare with</source>
        <translation>要对比的版本</translation>
    </message>
</context>
<context>
    <name>opsdeck::BillDetail</name>
    <message>
        <source>modules</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>pipeline</source>
        <translation>流水线</translation>
    </message>
    <message>
        <source>digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>built from</source>
        <translation>构建来源</translation>
    </message>
    <message>
        <source>repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>Everything holds.</source>
        <translation>全部核对通过。</translation>
    </message>
    <message>
        <source>Not all of it could be checked.</source>
        <translation>有内容无法检查。</translation>
    </message>
    <message>
        <source>There is something to look at.</source>
        <translation>有需要留意的项。</translation>
    </message>
    <message>
        <source>Something does not hold.</source>
        <translation>有不符的项。</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>Its file does not say who made it and when.</source>
        <translation>文件中未写明生成者和生成时间。</translation>
    </message>
    <message>
        <source>Being checked against what was synced last…</source>
        <translation>正在与最近一次同步的数据核对…</translation>
    </message>
    <message>
        <source>It could not be checked: %1</source>
        <translation>无法检查：%1</translation>
    </message>
    <message>
        <source>&amp;Deploy %1…</source>
        <translation>部署 %1(&amp;D)…</translation>
    </message>
    <message>
        <source>Check of %1</source>
        <translation>%1 的检查</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>尚无信息。</translation>
    </message>
    <message>
        <source>Choose a module.</source>
        <translation>请选择模块。</translation>
    </message>
    <message>
        <source>image name</source>
        <translation>镜像名</translation>
    </message>
    <message>
        <source>in full</source>
        <translation>完整摘要</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>%1 is a host, %2 the state of a container on it: exited, created, …</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <extracomment>%1 is a module, %2 a list of hosts</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>elsewhere</source>
        <translation>其他位置</translation>
    </message>
    <message>
        <source>site</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>No host that answers runs an image of it, and no site says so.</source>
        <translation>有应答的主机均未运行其镜像，也没有站点登记该版本。</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>silent, so what they run now is not known: %1</source>
        <translation>以下主机无数据，当前运行内容未知：%1</translation>
    </message>
    <message>
        <source>Being read…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>&amp;Compare with…</source>
        <translation>对比(&amp;C)…</translation>
    </message>
    <message>
        <source>Copy di&amp;gest</source>
        <translation>复制摘要(&amp;G)</translation>
    </message>
    <message>
        <source>Of the chosen module, in full</source>
        <translation>所选模块的完整摘要</translation>
    </message>
    <message>
        <source>Modules of the version</source>
        <translation>版本包含的模块</translation>
    </message>
    <message>
        <source>Runs in</source>
        <translation>运行位置</translation>
    </message>
</context>
<context>
    <name>opsdeck::BillFindView</name>
    <message>
        <source>Where %1 is</source>
        <translation>%1 的分布</translation>
    </message>
    <message>
        <source>Being looked for…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>What could not be looked at</source>
        <translation>无法查看的部分</translation>
    </message>
    <message>
        <source>silent, so what they run now is not known: %1</source>
        <translation>以下主机无数据，当前运行内容未知：%1</translation>
    </message>
    <message>
        <source>as %1</source>
        <translation>模块 %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>No version has it, and no host or site that is known.</source>
        <translation>没有版本包含它，也没有已知的主机或站点在运行它。</translation>
    </message>
    <message>
        <source>%1 runs %2 %3, which has no bill: what it contains is not known.</source>
        <translation>%1 运行 %2 %3，但该版本没有清单：包含内容未知。</translation>
    </message>
</context>
<context>
    <name>opsdeck::BillListModel</name>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成时间</translation>
    </message>
</context>
<context>
    <name>opsdeck::BillModulesModel</name>
    <message>
        <source>checking…</source>
        <translation>检查中…</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>everything holds</source>
        <translation>全部通过</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
</context>
<context>
    <name>opsdeck::BillsPage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>faults of files</comment>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Not everything could be read:</source>
        <translation>部分内容无法读取：</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n versions</source>
        <translation>
            <numerusform>共 %n 个版本，显示 %1 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n versions</source>
        <translation>
            <numerusform>%n 个版本</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a version</source>
        <translation>请选择版本</translation>
    </message>
    <message>
        <source>No version holds these words</source>
        <translation>没有包含这些词的版本</translation>
    </message>
    <message>
        <source>Its modules, their check and where it runs are shown here.</source>
        <translation>此处显示其模块、检查结果和运行位置。</translation>
    </message>
    <message>
        <source>Esc empties the filter.</source>
        <translation>按 Esc 清空筛选。</translation>
    </message>
    <message>
        <source>The versions could not be read</source>
        <translation>无法读取版本</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>读取中…</translation>
    </message>
    <message>
        <source>The files of the workspace and what was synced last are being read.</source>
        <translation>正在读取工作区的文件和最近一次同步的数据。</translation>
    </message>
    <message>
        <source>The workspace has no product</source>
        <translation>工作区没有产品</translation>
    </message>
    <message>
        <source>A product version says which modules a product is made of, each with tag, commit and image. Add a product with its modules to opsdeck.yaml, then make its first version here.</source>
        <translation>产品版本写明产品由哪些模块组成，以及每个模块的标签、提交和镜像。请先在 opsdeck.yaml 中添加产品及其模块，再在此生成第一个版本。</translation>
    </message>
    <message>
        <source>No product version has been made yet</source>
        <translation>尚未生成产品版本</translation>
    </message>
    <message>
        <source>A product version is a list of modules, each with its tag, commit, image and digest: what exactly is &quot;shop 2.4.1&quot;? It is made from a release branch, from a tag, or module by module, checked against GitLab and the registry, and kept as a file in versions/PRODUCT/VERSION.yaml, so that it can live in git. Two versions can be compared, and an image be traced to every version, host and site.</source>
        <translation>产品版本是一份模块清单，列出每个模块的标签、提交、镜像和摘要：“shop 2.4.1”究竟包含什么？它可由发布分支、同一标签或逐个模块生成，与 GitLab 和镜像仓库核对，并保存为文件 versions/PRODUCT/VERSION.yaml，可纳入 git 管理。可以对比两个版本，也可以追溯某个镜像所在的全部版本、主机和站点。</translation>
    </message>
    <message>
        <source>New version…</source>
        <translation>新建版本…</translation>
    </message>
    <message>
        <source>Version, module, tag…</source>
        <translation>版本、模块、标签…</translation>
    </message>
    <message>
        <source>Filter the versions</source>
        <translation>筛选版本</translation>
    </message>
    <message>
        <source>Find digest or image…</source>
        <translation>查找摘要或镜像…</translation>
    </message>
    <message>
        <source>A digest, six digits of one, or an image with its tag; Enter looks for it</source>
        <translation>摘要、摘要中的六位，或带标签的镜像；按回车查找</translation>
    </message>
    <message>
        <source>Find digest or image</source>
        <translation>查找摘要或镜像</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Reads the files again, as after a git pull</source>
        <translation>重新读取文件，例如 git pull 之后</translation>
    </message>
    <message>
        <source>&amp;New version…</source>
        <translation>新建版本(&amp;N)…</translation>
    </message>
    <message>
        <source>Product versions, newest first</source>
        <translation>产品版本，最新在前</translation>
    </message>
    <message>
        <source>Product versions</source>
        <translation>产品版本</translation>
    </message>
    <message>
        <source>Product version</source>
        <translation>产品版本</translation>
    </message>
    <message>
        <source>Next and previous version or module</source>
        <translation>下一个/上一个版本或模块</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新建版本</translation>
    </message>
    <message>
        <source>Find a digest or an image</source>
        <translation>查找摘要或镜像</translation>
    </message>
    <message>
        <source>Copy the chosen rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Read the files again</source>
        <translation>重新读取文件</translation>
    </message>
    <message>
        <source>Back to the version</source>
        <translation>返回版本</translation>
    </message>
</context>
<context>
    <name>opsdeck::BoardText</name>
    <message>
        <source>%1 gets %2.</source>
        <extracomment>What the next step does: %1 is a pool, %2 &quot;step 2: 20 %, held for 10 min&quot;</extracomment>
        <translation>%1 进入%2。</translation>
    </message>
    <message>
        <source>A gate broke, so there is no next step: %1. Stop here, or take it back.</source>
        <extracomment>%1 says which gate broke and why</extracomment>
        <translation>门禁未通过，没有下一步：%1。请就此中止或回退。</translation>
    </message>
    <message>
        <source>Taking it back did not end well: %1. Take it back again.</source>
        <extracomment>%1 is the reason why it stopped</extracomment>
        <translation>回退未成功：%1。请再次回退。</translation>
    </message>
    <message>
        <source>The workspace&apos;s route was changed since this shift began. Stop here, or take it back.</source>
        <translation>切流开始后，工作区中的路由已被修改。请就此中止或回退。</translation>
    </message>
    <message>
        <source>It failed: %1. Next tries again: %2</source>
        <extracomment>%1 is the reason, %2 &quot;G2 gets step 2: 20 %.&quot;</extracomment>
        <translation>失败：%1。“下一步”将重试：%2</translation>
    </message>
    <message>
        <source>The program that moved it broke off, and nobody knows how far it came. Next asks the balancer first. %1</source>
        <extracomment>%1 is &quot;G2 gets step 2: 20 %.&quot;</extracomment>
        <translation>执行切流的程序中断，进度未知。“下一步”会先查询负载均衡。%1</translation>
    </message>
    <message>
        <source>A person decides. Next: %1</source>
        <extracomment>%1 is &quot;G2 gets step 2: 20 %.&quot;, %2 the reason why it waits</extracomment>
        <translation>等待人工确认。下一步：%1</translation>
    </message>
    <message>
        <source>A person decides (%2). Next: %1</source>
        <translation>等待人工确认（%2）。下一步：%1</translation>
    </message>
    <message>
        <source>Everything is being taken back to %1.</source>
        <extracomment>%1 is a share: &quot;G0 80 %, G2 20 %&quot;</extracomment>
        <translation>正在全部回退到 %1。</translation>
    </message>
    <message>
        <source>It is being worked on.</source>
        <translation>正在处理。</translation>
    </message>
    <message>
        <source>The balancer is being set to %1.</source>
        <translation>正在将负载均衡设为 %1。</translation>
    </message>
    <message>
        <source>a person decides.</source>
        <translation>由人工确认。</translation>
    </message>
    <message>
        <source>Held until %1 (%2); then %3</source>
        <extracomment>%1 is a time of day, %2 &quot;4 min left&quot;, %3 what follows</extracomment>
        <translation>保持至 %1（%2）；之后：%3</translation>
    </message>
    <message>
        <source>it is done.</source>
        <translation>切流完成。</translation>
    </message>
    <message>
        <source>%1 has everything. Nothing is left to do.</source>
        <translation>%1 已承载全部流量，无需再操作。</translation>
    </message>
    <message>
        <source>Nothing was moved yet. A start begins: %1</source>
        <translation>尚未切流。开始后：%1</translation>
    </message>
    <message>
        <source>%1: %2. A new start begins: %3</source>
        <extracomment>%1 is &quot;Taken back&quot; or &quot;Stopped&quot;, %2 the reason, %3 &quot;G2 gets step 1: 5 %.&quot;</extracomment>
        <translation>%1：%2。重新开始后：%3</translation>
    </message>
    <message>
        <source>share unknown</source>
        <translation>流量占比未知</translation>
    </message>
    <message>
        <source>Canary</source>
        <translation>金丝雀</translation>
    </message>
    <message>
        <source>Blue/green</source>
        <translation>蓝绿</translation>
    </message>
    <message>
        <source>Gray</source>
        <extracomment>Strategy: tenants move group by group</extracomment>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Going back</source>
        <translation>回退中</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>切流中</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>保持中</translation>
    </message>
    <message>
        <source>A gate broke</source>
        <translation>门禁未通过</translation>
    </message>
    <message>
        <source>Waits for a person</source>
        <translation>等待人工确认</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>已回退</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已中止</translation>
    </message>
    <message>
        <source>step %1: %2 %, held for %3</source>
        <extracomment>%1 is a step&apos;s number, %2 a percentage without its sign, %3 a duration</extracomment>
        <translation>第 %1 步（%2 %，保持 %3）</translation>
    </message>
    <message>
        <source>step %1: %2 %</source>
        <translation>第 %1 步（%2 %）</translation>
    </message>
    <message>
        <source>%1 left</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>time is up</source>
        <translation>时间已到</translation>
    </message>
    <message>
        <source>Another program works on it (%1).</source>
        <extracomment>%1 names a process: &quot;4711 12345 desk-2&quot;</extracomment>
        <translation>另一个程序正在处理（%1）。</translation>
    </message>
    <message>
        <source>Start: %1 to %2 %…</source>
        <extracomment>Button: %1 is a pool, %2 a percentage without its sign</extracomment>
        <translation>开始：%1 切到 %2 %…</translation>
    </message>
    <message>
        <source>Next: %1 to %2 %…</source>
        <extracomment>Button: %1 is a pool, %2 a percentage without its sign</extracomment>
        <translation>下一步：%1 切到 %2 %…</translation>
    </message>
    <message>
        <source>Finish…</source>
        <translation>完成…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop here…</source>
        <translation>就此中止…</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>回退…</translation>
    </message>
    <message>
        <source>Drain…</source>
        <translation>摘流…</translation>
    </message>
    <message>
        <source>Put back…</source>
        <translation>恢复流量…</translation>
    </message>
    <message>
        <source>%1 → %2, on %3.</source>
        <extracomment>%1 is the share now, %2 the share then, %3 the balancer</extracomment>
        <translation>%1 → %2，负载均衡：%3。</translation>
    </message>
    <message>
        <source>The share stays as it is: %1.</source>
        <translation>流量占比保持不变：%1。</translation>
    </message>
    <message>
        <source>%1 gets no new requests, on %2; what it works on goes on.</source>
        <extracomment>%1 is a server, %2 the balancer</extracomment>
        <translation>在 %2 上，%1 不再接收新请求；正在处理的请求不受影响。</translation>
    </message>
    <message>
        <source>%1 takes requests again, on %2.</source>
        <extracomment>%1 is a server, %2 the balancer</extracomment>
        <translation>在 %2 上，%1 恢复接收请求。</translation>
    </message>
    <message>
        <source>Shift begun</source>
        <translation>开始切流</translation>
    </message>
    <message>
        <source>Share set</source>
        <translation>流量占比已设置</translation>
    </message>
    <message>
        <source>Tenant moved</source>
        <translation>租户已切流</translation>
    </message>
    <message>
        <source>Gate holds</source>
        <translation>门禁通过</translation>
    </message>
    <message>
        <source>Gate broke</source>
        <translation>门禁未通过</translation>
    </message>
    <message>
        <source>Stopped by a gate</source>
        <translation>被门禁拦停</translation>
    </message>
    <message>
        <source>Let go on</source>
        <translation>确认继续</translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation>开始回退</translation>
    </message>
    <message>
        <source>Drained</source>
        <translation>已摘流</translation>
    </message>
    <message>
        <source>Not drained</source>
        <translation>未能摘流</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>已恢复流量</translation>
    </message>
    <message>
        <source>Not put back</source>
        <translation>未能恢复流量</translation>
    </message>
</context>
<context>
    <name>opsdeck::BusNotes</name>
    <message>
        <source>Show it in Opsdeck</source>
        <translation>在 Opsdeck 中查看</translation>
    </message>
</context>
<context>
    <name>opsdeck::CellInspector</name>
    <message>
        <source>should run here and does not</source>
        <translation>应运行但未运行</translation>
    </message>
    <message>
        <source>runs %1, the others run %2</source>
        <translation>运行 %1，其余运行 %2</translation>
    </message>
    <message>
        <source>%1 was pushed again: the tag stands for another image now</source>
        <extracomment>%1 is an image with its tag</extracomment>
        <translation>%1 被重新推送：该标签现指向另一个镜像</translation>
    </message>
    <message>
        <source>%1 deployed by Opsdeck</source>
        <extracomment>%1 is product and version</extracomment>
        <translation>%1 由 Opsdeck 部署</translation>
    </message>
    <message>
        <source>%1 deployed by GitLab</source>
        <extracomment>%1 is a branch or tag</extracomment>
        <translation>%1 由 GitLab 部署</translation>
    </message>
    <message>
        <source>pipeline %1</source>
        <extracomment>%1 is number and ref, &quot;#48211 main&quot;</extracomment>
        <translation>流水线 %1</translation>
    </message>
    <message>
        <source>no pipeline or deployment is known</source>
        <translation>没有已知的流水线或部署</translation>
    </message>
    <message>
        <source>image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>digest</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>pushed</source>
        <translation>推送时间</translation>
    </message>
    <message>
        <source>scan</source>
        <extracomment>findings of an image scan by severity</extracomment>
        <translation>扫描</translation>
    </message>
    <message>
        <source>never scanned</source>
        <translation>从未扫描</translation>
    </message>
    <message>
        <source>%1 critical, %2 high, %3 fixable</source>
        <translation>严重 %1，高危 %2，可修复 %3</translation>
    </message>
    <message>
        <source>Deploy…</source>
        <translation>部署…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>漂移</translation>
    </message>
    <message>
        <source>Running, by host</source>
        <translation>各主机运行情况</translation>
    </message>
    <message>
        <source>How it got there</source>
        <translation>部署来历</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
</context>
<context>
    <name>opsdeck::ChangeCard</name>
    <message>
        <source>Look</source>
        <extracomment>on a button: leads to what was changed</extracomment>
        <translation>查看</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>changes</comment>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>It names no component of the catalog, so nobody knows what belongs to it.</source>
        <translation>该告警未对应目录中的组件，无法得知与其相关的变更。</translation>
    </message>
    <message>
        <source>Nothing that is known, from %1 before it began until now.</source>
        <extracomment>%1 is a duration</extracomment>
        <translation>从告警开始前 %1 至今，没有已知的变更。</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>变更</translation>
    </message>
</context>
<context>
    <name>opsdeck::ChangeScene</name>
    <message>
        <source>Changes today</source>
        <translation>今日变更</translation>
    </message>
    <message>
        <source>Nothing was changed today.</source>
        <translation>今天没有变更。</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier</source>
        <extracomment>changes of today that have no room</extracomment>
        <translation>
            <numerusform>更早还有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::CheckModel</name>
    <message>
        <source>verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>check</source>
        <extracomment>Column title: what was looked at before a deployment</extracomment>
        <translation>检查项</translation>
    </message>
    <message>
        <source>of what</source>
        <extracomment>Column title: the host or module that a check is about</extracomment>
        <translation>对象</translation>
    </message>
    <message>
        <source>reason, and what to do</source>
        <translation>原因与处理建议</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <extracomment>%1 is what was looked at, %2 how many of %3 pass: &quot;Host reachable: 50 of 50&quot;</extracomment>
        <translation>%1：%2/%3</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n of %2 do(es) not pass</source>
        <extracomment>%1 is what was looked at: &quot;Host reachable: 2 of 50 do not pass&quot;; %n is the first number, %2 the second</extracomment>
        <translation>
            <numerusform>%1：%2 项中有 %n 项未通过</numerusform>
        </translation>
    </message>
    <message>
        <source>overridden by %1: %2</source>
        <extracomment>Appended to the head of a group of checks: %1 is who took the responsibility, %2 why</extracomment>
        <translation>已由 %1 强制放行：%2</translation>
    </message>
</context>
<context>
    <name>opsdeck::CheckStep</name>
    <message>
        <source>Checks before the deployment</source>
        <translation>部署前检查</translation>
    </message>
    <message>
        <source>Cancel the checks</source>
        <translation>取消检查</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>See the plan</source>
        <translation>查看计划</translation>
    </message>
    <message>
        <source>Progress of the checks</source>
        <translation>检查进度</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <extracomment>%1 is product, version and environment</extracomment>
        <translation>正在检查 %1</translation>
    </message>
    <message>
        <source>Looking at hosts, images, pipelines, freezes and alerts. Nothing is written.</source>
        <translation>正在检查主机、镜像、流水线、冻结窗口和告警。不写入任何内容。</translation>
    </message>
    <message>
        <source>%1 could not be checked</source>
        <extracomment>%1 is product, version and environment</extracomment>
        <translation>无法检查 %1</translation>
    </message>
    <message>
        <source>Nothing was checked yet</source>
        <translation>尚未检查</translation>
    </message>
    <message>
        <source>Choose what to deploy and where; then hosts, images and the environment are looked at first.</source>
        <translation>请选择部署的内容和目标；随后会先检查主机、镜像和环境。</translation>
    </message>
    <message numerus="yes">
        <source>%n blocking</source>
        <comment>checks before a deployment</comment>
        <translation>
            <numerusform>%n 项阻断</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unknown</source>
        <comment>checks before a deployment</comment>
        <translation>
            <numerusform>%n 项未知</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <comment>checks before a deployment</comment>
        <translation>
            <numerusform>%n 项警告</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passed</source>
        <comment>checks before a deployment</comment>
        <translation>
            <numerusform>%n 项通过</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) in the way: %1</source>
        <comment>what forbids a deployment; %1 is the first of them</comment>
        <translation>
            <numerusform>有 %n 项阻断部署：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing stands in the way.</source>
        <translation>没有阻断项。</translation>
    </message>
</context>
<context>
    <name>opsdeck::CommandPalette</name>
    <message>
        <source>Nothing fits.</source>
        <translation>没有匹配项。</translation>
    </message>
    <message>
        <source>Search or run</source>
        <translation>搜索或执行</translation>
    </message>
    <message>
        <source>Search or run…   &gt; for actions only</source>
        <translation>搜索或执行…   输入 &gt; 只列出操作</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>匹配项</translation>
    </message>
</context>
<context>
    <name>opsdeck::ConnectDialog</name>
    <message>
        <source>It becomes part of a workspace: a folder of text files that you can keep in git. Which one?</source>
        <translation>它将成为工作区的一部分：一个可以放入 git 的文本文件夹。选择哪一个？</translation>
    </message>
    <message>
        <source>Folder of the workspace</source>
        <translation>工作区文件夹</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Trust this key</source>
        <translation>信任此密钥</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>%1 answers.</source>
        <extracomment>%1 is a product and its version</extracomment>
        <translation>%1 已应答。</translation>
    </message>
    <message>
        <source>Nobody here knows this host yet. Compare its fingerprint with what its owner says:</source>
        <translation>此处尚无人认识这台主机。请与其所有者核对指纹：</translation>
    </message>
    <message>
        <source>Add anyway</source>
        <translation>仍然添加</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>opsdeck::ConnectForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>访问令牌</translation>
    </message>
    <message>
        <source>read_api is enough to look</source>
        <translation>仅查看时 read_api 即可</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>only if it asks</source>
        <translation>仅在需要时填写</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Authority (CA)</source>
        <translation>证书颁发机构 (CA)</translation>
    </message>
    <message>
        <source>only for a certificate of your own</source>
        <translation>仅用于自签证书</translation>
    </message>
    <message>
        <source>SSH port</source>
        <translation>SSH 端口</translation>
    </message>
    <message>
        <source>as in ~/.ssh/config, else 22</source>
        <translation>按 ~/.ssh/config，否则为 22</translation>
    </message>
    <message>
        <source>as in ~/.ssh/config, else yours</source>
        <translation>按 ~/.ssh/config，否则为您的用户名</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>else your agent and default keys</source>
        <translation>否则使用代理和默认密钥</translation>
    </message>
    <message>
        <source>of the key or the account, if it has one</source>
        <translation>密钥或账户的密码（如有）</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请为它命名。</translation>
    </message>
    <message>
        <source>A name has letters, digits, dot, dash and underscore, at most 63.</source>
        <translation>名称由字母、数字、点、连字符和下划线组成，最多 63 个字符。</translation>
    </message>
    <message>
        <source>The workspace has something of this name already.</source>
        <translation>工作区中已有同名的项。</translation>
    </message>
    <message>
        <source>Fill in the address. It is tried as you type.</source>
        <translation>请填写地址。输入时即会尝试连接。</translation>
    </message>
    <message>
        <source>This is no address of a host.</source>
        <translation>这不是主机地址。</translation>
    </message>
    <message>
        <source>The address begins with http:// or https:// and names a host.</source>
        <translation>地址应以 http:// 或 https:// 开头并包含主机名。</translation>
    </message>
    <message>
        <source>Mapping file</source>
        <translation>映射文件</translation>
    </message>
    <message>
        <source>says what stands where in the list</source>
        <translation>说明列表里各字段的含义</translation>
    </message>
    <message>
        <source>Service account token</source>
        <translation>服务账号令牌</translation>
    </message>
    <message>
        <source>the role Viewer is enough to look</source>
        <translation>只查看的话 Viewer 角色即可</translation>
    </message>
    <message>
        <source>none with an API token</source>
        <translation>使用 API 令牌时留空</translation>
    </message>
    <message>
        <source>API token or password</source>
        <translation>API 令牌或密码</translation>
    </message>
    <message>
        <source>The address is http://…, https://…, tcp://host:port or tls://host:port.</source>
        <translation>地址形如 http://…、https://…、tcp://主机:端口 或 tls://主机:端口。</translation>
    </message>
    <message>
        <source>The address begins with http:// or https://, or is a file with its whole path.</source>
        <translation>地址以 http:// 或 https:// 开头，或是文件的完整路径。</translation>
    </message>
    <message>
        <source>Name the mapping file: it says what stands where in the list.</source>
        <translation>请指定映射文件：它说明列表里各字段的含义。</translation>
    </message>
    <message>
        <source>open-falcon wants a user and a password.</source>
        <translation>open-falcon 需要用户名和密码。</translation>
    </message>
</context>
<context>
    <name>opsdeck::ConsentPanel</name>
    <message>
        <source>The risk is %1 of 100, above the limit of %2. The name is written into the ledger and must not be that of who deploys (%3).</source>
        <extracomment>%1 is a number of 100 points, %2 the limit</extracomment>
        <translation>风险为 %1 分（满分 100），超过上限 %2。姓名会记入台账，且不能是部署人本人（%3）。</translation>
    </message>
    <message>
        <source>Before it may start</source>
        <translation>启动前须完成</translation>
    </message>
    <message>
        <source>A second person confirms</source>
        <translation>第二人确认</translation>
    </message>
    <message>
        <source>Name of the second person</source>
        <translation>第二人姓名</translation>
    </message>
    <message>
        <source>That is who deploys. Somebody else has to confirm.</source>
        <translation>这是部署人本人。须由他人确认。</translation>
    </message>
</context>
<context>
    <name>opsdeck::Console</name>
    <message>
        <source>%1 is not a usable workspace.</source>
        <translation>%1 不是可用的工作区。</translation>
    </message>
</context>
<context>
    <name>opsdeck::DeedDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>To</source>
        <translation>移交给</translation>
    </message>
    <message>
        <source>who has it from now on</source>
        <translation>今后由谁处理</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>what you know or are about to do</source>
        <translation>已知情况或接下来要做的事</translation>
    </message>
    <message numerus="yes">
        <source>Acknowledge %n alerts</source>
        <translation>
            <numerusform>确认 %n 条告警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give back %n alerts</source>
        <translation>
            <numerusform>交还 %n 条告警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hand over %n alerts</source>
        <translation>
            <numerusform>移交 %n 条告警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Close %n alerts</source>
        <translation>
            <numerusform>关闭 %n 条告警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Comment on %n alerts</source>
        <translation>
            <numerusform>备注 %n 条告警</numerusform>
        </translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>it no longer fires</source>
        <translation>直到告警恢复</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>%1后</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>opsdeck::DeliveryModel</name>
    <message>
        <source>Sent</source>
        <extracomment>Column: when something was sent</extracomment>
        <translation>发送时间</translation>
    </message>
    <message>
        <source>To</source>
        <extracomment>Column: where something was sent to</extracomment>
        <translation>发往</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>After the source</source>
        <extracomment>Column: how long after the alert began at its source it was told</extracomment>
        <translation>距数据源</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>opsdeck::DeployPage</name>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Nothing to deploy yet</source>
        <translation>尚无可部署的内容</translation>
    </message>
    <message>
        <source>A product of this workspace names its modules, their images and the hosts they run on. Add one under “products” in opsdeck.yaml.</source>
        <translation>产品定义其模块、镜像和所在主机。请在 opsdeck.yaml 的 “products” 下添加一个产品。</translation>
    </message>
    <message>
        <source>Deploy %1 %2 → %3</source>
        <extracomment>Title of the page: &quot;Deploy shop 2.4.1 → production&quot;</extracomment>
        <translation>部署 %1 %2 → %3</translation>
    </message>
    <message>
        <source>Deploy %1 %2</source>
        <translation>部署 %1 %2</translation>
    </message>
    <message>
        <source>plan %1 frozen %2</source>
        <extracomment>%1 are the first digits of a plan&apos;s hash, %2 a time</extracomment>
        <translation>计划 %1 · %2 冻结</translation>
    </message>
    <message>
        <source>Deploy</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>Deploy %1</source>
        <extracomment>Entry of the command palette; %1 is a product</extracomment>
        <translation>部署 %1</translation>
    </message>
    <message>
        <source>the way back from %1</source>
        <translation>%1 的回滚</translation>
    </message>
    <message>
        <source>Roll back %1 on %2</source>
        <extracomment>Title of the page; %1 is a product, %2 an environment</extracomment>
        <translation>在 %2 回滚 %1</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <extracomment>What is checked: %1 is product and version, %2 an environment</extracomment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>the return to %1</source>
        <extracomment>What is planned; %1 is product and version</extracomment>
        <translation>返回到 %1</translation>
    </message>
    <message>
        <source>Return to %1 %2 on %3</source>
        <extracomment>Title of the page: &quot;Return to shop 2.4.0 on production&quot;</extracomment>
        <translation>在 %3 上返回到 %1 %2</translation>
    </message>
    <message>
        <source>GitLab: %1 → %2</source>
        <extracomment>Leads to the deployment that GitLab carries out; %1 is product and version, %2 an environment</extracomment>
        <translation>GitLab：%1 → %2</translation>
    </message>
</context>
<context>
    <name>opsdeck::DeployRunModel</name>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>module</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>opsdeck::Desk</name>
    <message>
        <source>deploy %1 → %2 (%3/%4 hosts)</source>
        <extracomment>%1 product and version, %2 environment, %3 of %4 hosts are done</extracomment>
        <translation>部署 %1 → %2（%3/%4 台）</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>The workspace was edited. It is opened anew when nothing runs.</source>
        <translation>工作区已被编辑。没有任务运行时将重新打开。</translation>
    </message>
    <message>
        <source>Open anew</source>
        <translation>重新打开</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) wait for an answer of yours before they can be reached.</source>
        <translation>
            <numerusform>%n 台主机需要您答复后才能连接。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::DiffView</name>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>%n 行未变</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::DigestDialog</name>
    <message>
        <source>Copy the digest</source>
        <translation>复制摘要</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Shift digest</source>
        <translation>交接班摘要</translation>
    </message>
    <message>
        <source> h</source>
        <extracomment>behind a number of hours</extracomment>
        <translation> 小时</translation>
    </message>
    <message>
        <source>Preview of the digest</source>
        <translation>摘要预览</translation>
    </message>
    <message>
        <source>The shift was this &amp;long:</source>
        <translation>班次时长(&amp;L)：</translation>
    </message>
    <message>
        <source>Copied, as text and as HTML.</source>
        <translation>已复制（文本与 HTML）。</translation>
    </message>
    <message>
        <source>Save the digest</source>
        <translation>保存摘要</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
</context>
<context>
    <name>opsdeck::ElidedLabel</name>
    <message>
        <source>Copy</source>
        <extracomment>Context menu of a text: puts it on the clipboard</extracomment>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>opsdeck::EnvironmentBand</name>
    <message>
        <source>Actions here change production.</source>
        <translation>此处的操作会改动生产环境。</translation>
    </message>
</context>
<context>
    <name>opsdeck::EpisodeList</name>
    <message numerus="yes">
        <source>the first %1 of %n row(s)</source>
        <extracomment>%1 is a number of rows</extracomment>
        <translation>
            <numerusform>共 %n 行中的前 %1 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the rows</source>
        <translation>关闭明细</translation>
    </message>
    <message>
        <source>Rows behind the number</source>
        <translation>数字背后的明细</translation>
    </message>
</context>
<context>
    <name>opsdeck::EpisodeModel</name>
    <message>
        <source>Began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>%1 or before</source>
        <extracomment>%1 is a time: it fired when we looked again</extracomment>
        <translation>%1 或更早</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>%1, stands</source>
        <translation>%1，仍在</translation>
    </message>
    <message>
        <source>at most %1</source>
        <extracomment>%1 is a duration: when we looked again, the alert was gone</extracomment>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>Acknowledged after</source>
        <translation>认领用时</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>opsdeck::FaultList</name>
    <message>
        <source>The workspace in %1 has no fault.</source>
        <extracomment>%1 is a folder</extracomment>
        <translation>%1 中的工作区没有问题。</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) in the workspace in %1. Opsdeck works with what is valid; the rest is left out.</source>
        <translation>
            <numerusform>%1 中的工作区有 %n 处问题。Opsdeck 使用其中有效的部分，其余略去。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::FilterBar</name>
    <message>
        <source>All alerts</source>
        <translation>全部告警</translation>
    </message>
    <message>
        <source>Of the workspace</source>
        <translation>工作区共享</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>我的视图</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>保存当前筛选…</translation>
    </message>
    <message>
        <source>Rename “%1”…</source>
        <extracomment>%1 is the name of a filter</extracomment>
        <translation>重命名“%1”…</translation>
    </message>
    <message>
        <source>Delete “%1”</source>
        <extracomment>%1 is the name of a filter</extracomment>
        <translation>删除“%1”</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>全部来源</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>A name for this filter, for you on this machine:</source>
        <translation>为此筛选命名（仅保存在本机）：</translation>
    </message>
    <message>
        <source>views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Filters under a name</source>
        <translation>已命名的筛选</translation>
    </message>
    <message>
        <source>all sources</source>
        <translation>全部来源</translation>
    </message>
    <message>
        <source>Alerts of one source</source>
        <translation>按来源筛选</translation>
    </message>
    <message>
        <source>severity:critical  service:…  is:unacked  since:2h  or any text</source>
        <translation>severity:critical  service:…  is:unacked  since:2h  或任意文字</translation>
    </message>
    <message>
        <source>Filter alerts</source>
        <translation>筛选告警</translation>
    </message>
</context>
<context>
    <name>opsdeck::FocusChooser</name>
    <message>
        <source>Service, database, host…</source>
        <translation>服务、数据库、主机…</translation>
    </message>
    <message>
        <source>Choose what to look at</source>
        <translation>选择关注对象</translation>
    </message>
    <message>
        <source>What can be looked at</source>
        <translation>可关注的对象</translation>
    </message>
</context>
<context>
    <name>opsdeck::FocusPill</name>
    <message>
        <source>Choose what to look at (F)</source>
        <translation>选择关注对象（F）</translation>
    </message>
    <message>
        <source>Focus: %1</source>
        <translation>关注：%1</translation>
    </message>
</context>
<context>
    <name>opsdeck::FreshnessStrip</name>
    <message>
        <source>no sources</source>
        <extracomment>%1 of %2 sources (GitLab, Prometheus, hosts …) answer</extracomment>
        <translation>无数据源</translation>
    </message>
    <message>
        <source>sources %1/%2 live</source>
        <translation>数据源 %1/%2 正常</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <extracomment>Follows the name and state of one source that is not live</extracomment>
        <translation>
            <numerusform>等另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Show every source with its state</source>
        <translation>查看全部数据源及状态</translation>
    </message>
</context>
<context>
    <name>opsdeck::GitPlanStep</name>
    <message>
        <source>Compose file</source>
        <translation>Compose 文件</translation>
    </message>
    <message>
        <source>%1: these images stand there already</source>
        <translation>%1：其中已是这些镜像</translation>
    </message>
    <message>
        <source>Files of the repository</source>
        <translation>仓库中的文件</translation>
    </message>
    <message>
        <source>Commit and tag</source>
        <translation>提交与标签</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Name of the environment</source>
        <translation>环境名称</translation>
    </message>
    <message>
        <source>repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>on top of</source>
        <translation>基于</translation>
    </message>
    <message>
        <source>commit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>made</source>
        <translation>生成于</translation>
    </message>
    <message>
        <source>by</source>
        <translation>由</translation>
    </message>
    <message>
        <source>Planning %1</source>
        <extracomment>%1 is product and version</extracomment>
        <translation>正在规划 %1</translation>
    </message>
    <message>
        <source>Reading the branch, its compose files and its tags in GitLab. Nothing is written.</source>
        <translation>正在读取 GitLab 中的分支、Compose 文件和标签。不会写入任何内容。</translation>
    </message>
    <message>
        <source>There is no plan for %1</source>
        <translation>没有 %1 的计划</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>重新规划</translation>
    </message>
    <message>
        <source>This changes production. Type “%1” to confirm:</source>
        <extracomment>%1 is the environment&apos;s name, to be typed</extracomment>
        <translation>这会更改生产环境。请输入“%1”以确认：</translation>
    </message>
    <message>
        <source>These images stand there already: there is nothing to commit.</source>
        <translation>其中已是这些镜像：没有需要提交的内容。</translation>
    </message>
    <message numerus="yes">
        <source>Commit %n file(s) and tag %1</source>
        <extracomment>%1 is the name of a git tag</extracomment>
        <translation>
            <numerusform>提交 %n 个文件并打标签 %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::GitRunStep</name>
    <message>
        <source>Commit, tag and pipeline</source>
        <translation>提交、标签与流水线</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Open in GitLab</source>
        <translation>在 GitLab 中打开</translation>
    </message>
    <message>
        <source>Back to all deployments</source>
        <translation>返回全部部署</translation>
    </message>
    <message>
        <source>Cancel this run</source>
        <translation>取消本次运行</translation>
    </message>
    <message>
        <source>Cancelling: the pipeline is asked to end, and followed until it has.</source>
        <translation>正在取消：已请求流水线结束，并会一直跟踪到它结束。</translation>
    </message>
    <message>
        <source>GitLab takes %1 to %2</source>
        <extracomment>%1 is product and version, %2 an environment</extracomment>
        <translation>GitLab 正在将 %1 部署到 %2</translation>
    </message>
    <message>
        <source>Cancelled by a person; what was committed stays</source>
        <translation>已由人员取消；已提交的内容保留</translation>
    </message>
    <message>
        <source>Nobody knows how this ended: look into GitLab</source>
        <translation>不知道结果如何：请到 GitLab 中查看</translation>
    </message>
    <message>
        <source>The run failed; what was committed stays</source>
        <translation>运行失败；已提交的内容保留</translation>
    </message>
    <message>
        <source>The pipeline is green. Asking the hosts what they run…</source>
        <translation>流水线已通过。正在询问各主机运行的内容…</translation>
    </message>
    <message>
        <source>The pipeline is green, but the hosts could not be asked</source>
        <translation>流水线已通过，但无法询问主机</translation>
    </message>
    <message>
        <source>The pipeline is green, but another digest runs</source>
        <translation>流水线已通过，但运行的是另一个摘要</translation>
    </message>
    <message>
        <source>%1 runs on %2, every digest verified</source>
        <extracomment>%1 is product and version, %2 an environment</extracomment>
        <translation>%1 已在 %2 上运行，所有摘要均已核实</translation>
    </message>
    <message>
        <source>repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <source>commit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>A pipeline of GitLab: &quot;812 · running&quot;</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>pipeline</source>
        <translation>流水线</translation>
    </message>
    <message>
        <source>link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <extracomment>State of a stage of a pipeline, and how many of its jobs have ended: &quot;running · 1 of 3&quot;</extracomment>
        <translation>%1 · %2/%3</translation>
    </message>
    <message>
        <source>No pipeline yet.</source>
        <translation>尚无流水线。</translation>
    </message>
</context>
<context>
    <name>opsdeck::HeatMap</name>
    <message numerus="yes">
        <source>%1: %n fired</source>
        <extracomment>%1 is an hour of a weekday</extracomment>
        <translation>
            <numerusform>%1：触发 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: not observed</source>
        <extracomment>%1 is an hour of a weekday</extracomment>
        <translation>%1：未观测</translation>
    </message>
</context>
<context>
    <name>opsdeck::HistoryStrip</name>
    <message>
        <source>reading its history …</source>
        <translation>正在读取历史……</translation>
    </message>
    <message>
        <source>History of this alert</source>
        <translation>此告警的历史</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
</context>
<context>
    <name>opsdeck::InspectorFrame</name>
    <message>
        <source>Inspector</source>
        <translation>详情面板</translation>
    </message>
    <message>
        <source>Close the inspector</source>
        <translation>关闭详情面板</translation>
    </message>
</context>
<context>
    <name>opsdeck::LaneDelegate</name>
    <message>
        <source>not touched</source>
        <translation>未触及</translation>
    </message>
    <message>
        <source>already runs as planned</source>
        <translation>已符合计划</translation>
    </message>
</context>
<context>
    <name>opsdeck::LeasePanel</name>
    <message>
        <source>Reservation</source>
        <translation>占用情况</translation>
    </message>
    <message>
        <source>Break lease…</source>
        <translation>解除占用…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Why? They are told, and it stays in the ledger.</source>
        <translation>为什么？对方会得知，原因会留在台账中。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Break the lease of %1</source>
        <extracomment>%1 is who has reserved an environment</extracomment>
        <translation>解除 %1 的占用</translation>
    </message>
    <message>
        <source>Break the lease</source>
        <translation>解除占用</translation>
    </message>
    <message>
        <source>lease</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>Looking who has reserved it…</source>
        <translation>正在查看谁占用了它…</translation>
    </message>
    <message>
        <source>reserved by</source>
        <translation>占用者</translation>
    </message>
    <message>
        <source>for</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>since</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Nobody has reserved it.</source>
        <translation>无人占用。</translation>
    </message>
</context>
<context>
    <name>opsdeck::LedgerInspector</name>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>previous</source>
        <extracomment>The hash of the ledger entry before this one</extracomment>
        <translation>前一条</translation>
    </message>
    <message>
        <source>Open the run</source>
        <translation>查看部署</translation>
    </message>
    <message>
        <source>Copy detail</source>
        <translation>复制明细</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>哈希链</translation>
    </message>
</context>
<context>
    <name>opsdeck::LedgerModel</name>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>opsdeck::LedgerPage</name>
    <message>
        <source>Ledger</source>
        <translation>操作台账</translation>
    </message>
    <message>
        <source>The chain is whole: no entry is missing or was altered.</source>
        <translation>哈希链完整：没有记录缺失或被篡改。</translation>
    </message>
    <message>
        <source>The chain breaks at entry %1: it was altered, or an entry before it is missing. Keep a copy of ledger.db and its backups before you go on.</source>
        <translation>哈希链在第 %1 条记录处断裂：该记录被篡改，或其前有记录缺失。继续之前，请先备份 ledger.db 及其备份文件。</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n entries</source>
        <translation>
            <numerusform>%1/%n 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>(older ones follow on scrolling)</source>
        <translation>（向下滚动加载更早的记录）</translation>
    </message>
    <message>
        <source>Nothing has been done yet</source>
        <translation>尚无操作</translation>
    </message>
    <message>
        <source>Whatever changes the world through Opsdeck is written here before it happens, and again when it has ended: who, what, where, and how it ended. Entries are never changed or removed, and each carries the hash of the one before it.

The first deployment will be the first entry.</source>
        <translation>凡通过 Opsdeck 执行的变更，执行前和结束后都会记录在此：谁、做了什么、在哪里、结果如何。记录不会被修改或删除，每条都带有前一条的哈希。

第一次部署将成为第一条记录。</translation>
    </message>
    <message>
        <source>No entry holds these words</source>
        <translation>没有包含这些词的记录</translation>
    </message>
    <message>
        <source>Esc empties the filter.</source>
        <translation>按 Esc 清空筛选。</translation>
    </message>
    <message>
        <source>Export the ledger as shown</source>
        <translation>导出当前显示的台账</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Who, what, where, outcome…</source>
        <translation>操作人、内容、环境、结果…</translation>
    </message>
    <message>
        <source>Filter the ledger</source>
        <translation>筛选台账</translation>
    </message>
    <message>
        <source>Verify chain</source>
        <translation>校验哈希链</translation>
    </message>
    <message>
        <source>Recomputes the hash of every entry</source>
        <translation>重新计算每条记录的哈希</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Ledger, newest first</source>
        <translation>操作台账，最新在前</translation>
    </message>
    <message>
        <source>Next and previous entry</source>
        <translation>下一条与上一条记录</translation>
    </message>
    <message>
        <source>Copy the selected entries</source>
        <translation>复制选中的记录</translation>
    </message>
</context>
<context>
    <name>opsdeck::LogView</name>
    <message>
        <source>follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the newest line in view</source>
        <translation>始终显示最新一行</translation>
    </message>
    <message>
        <source>wrap</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Output of the run</source>
        <translation>部署输出</translation>
    </message>
    <message>
        <source>all hosts</source>
        <translation>全部主机</translation>
    </message>
</context>
<context>
    <name>opsdeck::MatrixModel</name>
    <message>
        <source>service</source>
        <translation>服务</translation>
    </message>
</context>
<context>
    <name>opsdeck::MovesModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>明细</translation>
    </message>
</context>
<context>
    <name>opsdeck::NewBillDialog</name>
    <message>
        <source>Release branch</source>
        <translation>发布分支</translation>
    </message>
    <message>
        <source>Tag of every module</source>
        <translation>每个模块的标签</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>预览(&amp;P)</translation>
    </message>
    <message>
        <source>New product version</source>
        <translation>新建产品版本</translation>
    </message>
    <message>
        <source>P&amp;roduct</source>
        <translation>产品(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>版本(&amp;V)</translation>
    </message>
    <message>
        <source>for example v1.2.0; the name of its file</source>
        <translation>例如 v1.2.0；即文件名</translation>
    </message>
    <message>
        <source>the newest tag on a release branch</source>
        <translation>发布分支上的最新标签</translation>
    </message>
    <message>
        <source>the same tag of every module</source>
        <translation>所有模块使用同一标签</translation>
    </message>
    <message>
        <source>a tag for each module</source>
        <translation>逐个模块指定标签</translation>
    </message>
    <message>
        <source>Made &amp;from</source>
        <translation>生成方式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>说明(&amp;N)</translation>
    </message>
    <message>
        <source>what it is for; stays in its file</source>
        <translation>版本用途；会写入文件</translation>
    </message>
    <message>
        <source>What the version would be</source>
        <translation>版本预览</translation>
    </message>
    <message>
        <source>Write it &amp;anyway: what is open or does not hold stands in the ledger</source>
        <translation>仍然写入(&amp;A)：待定或不符的项会记入台账</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Being put together…</source>
        <translation>正在生成…</translation>
    </message>
    <message>
        <source>Tag of %1</source>
        <translation>%1 的标签</translation>
    </message>
    <message>
        <source>Write the version</source>
        <translation>写入版本</translation>
    </message>
    <message>
        <source>Write %1 %2</source>
        <translation>写入 %1 %2</translation>
    </message>
    <message>
        <source>%1 stands there already. A version is frozen: choose another name.</source>
        <translation>%1 已存在。版本已冻结，不可改动：请换一个名称。</translation>
    </message>
    <message numerus="yes">
        <source>Left open: %n point(s). The check marks say what, and what does not hold. Nothing is written yet.</source>
        <translation>
            <numerusform>有 %n 项待定。检查标记会说明是哪些项，以及哪些不符。尚未写入任何内容。</numerusform>
        </translation>
    </message>
    <message>
        <source>This would be written to %1. Nothing is written yet.</source>
        <translation>将写入 %1。尚未写入任何内容。</translation>
    </message>
</context>
<context>
    <name>opsdeck::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>opsdeck::NotifyService</name>
    <message>
        <source>Sent by %1 to see whether messages arrive.</source>
        <extracomment>%1 is a user and a machine</extracomment>
        <translation>由 %1 发送，用于测试消息能否送达。</translation>
    </message>
</context>
<context>
    <name>opsdeck::OverrideRow</name>
    <message>
        <source>Override…</source>
        <translation>强制放行…</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Override</source>
        <translation>强制放行</translation>
    </message>
    <message>
        <source>Override %1</source>
        <extracomment>Read out; %1 is what was looked at</extracomment>
        <translation>强制放行 %1</translation>
    </message>
    <message>
        <source>Take back the override of %1</source>
        <extracomment>Read out; %1 is what was looked at</extracomment>
        <translation>撤销对 %1 的强制放行</translation>
    </message>
    <message>
        <source>Why? It stays in the ledger.</source>
        <translation>原因？会记入台账。</translation>
    </message>
    <message>
        <source>Reason to override %1</source>
        <extracomment>Read out; %1 is what is overridden</extracomment>
        <translation>强制放行 %1 的原因</translation>
    </message>
    <message>
        <source>Overridden by %1: %2</source>
        <extracomment>%1 is who took the responsibility, %2 why</extracomment>
        <translation>已由 %1 强制放行：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s) block.</source>
        <translation>
            <numerusform>%n 项检查阻断部署。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody may override this.</source>
        <translation>此项不允许强制放行。</translation>
    </message>
    <message>
        <source>It takes the role %1 to override this; yours is %2.</source>
        <extracomment>%1 and %2 are roles: &quot;admin&quot;, &quot;releaser&quot;</extracomment>
        <translation>强制放行此项需要角色 %1；您的角色是 %2。</translation>
    </message>
    <message>
        <source>The override was for something else and does not count any more.</source>
        <translation>该强制放行针对的是其他内容，已失效。</translation>
    </message>
    <message>
        <source>You may take the responsibility, with a reason.</source>
        <translation>您可以写明原因，自行担责强制放行。</translation>
    </message>
</context>
<context>
    <name>opsdeck::PlanModel</name>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>module</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>running now</source>
        <translation>当前运行</translation>
    </message>
    <message>
        <source>after</source>
        <translation>部署后</translation>
    </message>
    <message>
        <source>change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>nothing</source>
        <extracomment>Nothing of this module runs on the host</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>无变化</translation>
    </message>
    <message>
        <source>new image</source>
        <translation>新镜像</translation>
    </message>
    <message>
        <source>compose file +%1 −%2</source>
        <extracomment>Lines added and removed in a compose file</extracomment>
        <translation>compose 文件 +%1 −%2</translation>
    </message>
</context>
<context>
    <name>opsdeck::PlanStep</name>
    <message>
        <source>%1/docker-compose.yml on %2</source>
        <extracomment>Title over a diff; %1 is a folder on host %2</extracomment>
        <translation>%2 上的 %1/docker-compose.yml</translation>
    </message>
    <message>
        <source>Compose file</source>
        <translation>Compose 文件</translation>
    </message>
    <message>
        <source>What changes, in this order</source>
        <translation>变更内容（按执行顺序）</translation>
    </message>
    <message>
        <source>This plan</source>
        <translation>本计划</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Name of the environment</source>
        <translation>环境名称</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>made</source>
        <translation>生成于</translation>
    </message>
    <message>
        <source>by</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>变更</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n 项变更</numerusform>
        </translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>无变化</translation>
    </message>
    <message numerus="yes">
        <source>%n module(s) already as planned</source>
        <translation>
            <numerusform>%n 个模块已符合计划</numerusform>
        </translation>
    </message>
    <message>
        <source>order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>One after the other; the first failure stops the run.</source>
        <translation>逐台执行，首次失败即停止。</translation>
    </message>
    <message>
        <source>Planning %1</source>
        <extracomment>%1 is product and version</extracomment>
        <translation>正在为 %1 生成计划</translation>
    </message>
    <message>
        <source>Resolving tags to digests and reading what runs on every host. Nothing is written.</source>
        <translation>正在将标签解析为摘要，并读取各主机的运行情况。不会写入任何内容。</translation>
    </message>
    <message>
        <source>There is no plan for %1</source>
        <translation>%1 没有可用的计划</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>重新生成计划</translation>
    </message>
    <message>
        <source>This changes production. Type “%1” to confirm:</source>
        <extracomment>%1 is the environment&apos;s name, to be typed</extracomment>
        <translation>此操作会改动生产环境。请输入“%1”确认：</translation>
    </message>
    <message>
        <source>Everything already runs as planned.</source>
        <translation>全部已符合计划。</translation>
    </message>
    <message numerus="yes">
        <source>Deploy %1 to %n host(s)</source>
        <extracomment>%1 is product and version: &quot;Deploy shop 2.4.2 to 2 hosts&quot;</extracomment>
        <translation>
            <numerusform>部署 %1 到 %n 台主机</numerusform>
        </translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s) at a time; a failure stops before the next ones.</source>
        <translation>
            <numerusform>每批 %n 台主机；失败则不再执行后续批次。</numerusform>
        </translation>
    </message>
    <message>
        <source>Pauses after the first host.</source>
        <translation>第一台主机完成后暂停。</translation>
    </message>
    <message numerus="yes">
        <source>Waits %n second(s) in between.</source>
        <translation>
            <numerusform>批次间等待 %n 秒。</numerusform>
        </translation>
    </message>
    <message>
        <source>Gate: %1.</source>
        <extracomment>%1 is the name of something that has to hold before the next host is touched</extracomment>
        <translation>门禁：%1。</translation>
    </message>
    <message>
        <source>Before: %1.</source>
        <extracomment>%1 is a command</extracomment>
        <translation>前置命令：%1。</translation>
    </message>
    <message>
        <source>After: %1.</source>
        <extracomment>%1 is a command</extracomment>
        <translation>后置命令：%1。</translation>
    </message>
    <message numerus="yes">
        <source>Roll back %n host(s)</source>
        <translation>
            <numerusform>回滚 %n 台主机</numerusform>
        </translation>
    </message>
    <message>
        <source>Each host is taken out of %1 meanwhile.</source>
        <extracomment>%1 is the name of a load balancer&apos;s route</extracomment>
        <translation>期间每台主机会从 %1 摘流。</translation>
    </message>
</context>
<context>
    <name>opsdeck::PoolRows</name>
    <message>
        <source>? %</source>
        <translation>? %</translation>
    </message>
    <message>
        <source>version unknown</source>
        <translation>版本未知</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <extracomment>%1 is a host, %2 its state, %3 what runs there</extracomment>
        <translation>%1：%2。%3</translation>
    </message>
    <message>
        <source>The workspace does not say on which host it runs</source>
        <translation>工作区未写明其所在主机</translation>
    </message>
    <message>
        <source>drained</source>
        <translation>已摘流</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1 is what the button says, %2 a server</extracomment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>opsdeck::ProblemScene</name>
    <message>
        <source>Trying again every few seconds.</source>
        <translation>每隔几秒自动重试。</translation>
    </message>
</context>
<context>
    <name>opsdeck::Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Expand</source>
        <extracomment>The rail at the left edge shows icons only, or icons and words</extracomment>
        <translation>展开</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>opsdeck::RelatedCard</name>
    <message>
        <source>Show</source>
        <extracomment>on a button: leads to an alert</extracomment>
        <translation>查看</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On the same component: %n</source>
        <translation>
            <numerusform>同一组件：%n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On what it depends on or what depends on it: %n</source>
        <translation>
            <numerusform>上下游组件：%n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of the same name elsewhere: %n</source>
        <translation>
            <numerusform>其他位置的同名告警：%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Related alerts</source>
        <translation>相关告警</translation>
    </message>
</context>
<context>
    <name>opsdeck::ReleasesHeader</name>
    <message>
        <source>Releases</source>
        <translation>发布</translation>
    </message>
    <message numerus="yes">
        <source>what really runs, by digest, from %n host(s)</source>
        <translation>
            <numerusform>按摘要统计 %n 台主机的实际运行版本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> · %n live</source>
        <extracomment>continues &quot;what really runs, by digest, from 41 hosts&quot;</extracomment>
        <translation>
            <numerusform> · %n 台正常</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n silent</source>
        <extracomment>continues &quot;… from 41 hosts · 38 live&quot;</extracomment>
        <translation>
            <numerusform>，%n 台无数据</numerusform>
        </translation>
    </message>
    <message>
        <source>service, version, digest…</source>
        <translation>服务、版本、摘要…</translation>
    </message>
    <message>
        <source>Filter services</source>
        <translation>筛选服务</translation>
    </message>
    <message>
        <source>only differences</source>
        <extracomment>a toggle: only services that differ between environments</extracomment>
        <translation>只看差异</translation>
    </message>
    <message>
        <source>drift</source>
        <extracomment>a toggle: only services whose hosts or tags do not agree; a number stands before it</extracomment>
        <translation>漂移</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Table as CSV…</source>
        <translation>导出为 CSV…</translation>
    </message>
    <message>
        <source>Table as JSON Lines…</source>
        <translation>导出为 JSON Lines…</translation>
    </message>
</context>
<context>
    <name>opsdeck::ReleasesPage</name>
    <message>
        <source>Reading what is known…</source>
        <translation>正在读取已知数据…</translation>
    </message>
    <message>
        <source>The versions of the last sync appear in a moment.</source>
        <translation>上次同步的版本即将显示。</translation>
    </message>
    <message>
        <source>No product is described yet</source>
        <translation>尚未定义产品</translation>
    </message>
    <message>
        <source>Name products, their modules and the hosts that they run on in opsdeck.yaml, and what really runs there shows up here.</source>
        <translation>在 opsdeck.yaml 中定义产品、模块及所在主机后，这里会显示实际运行的版本。</translation>
    </message>
    <message>
        <source>Open the sources</source>
        <translation>查看数据源</translation>
    </message>
    <message>
        <source>No service fits</source>
        <translation>没有符合条件的服务</translation>
    </message>
    <message>
        <source>The filter leaves nothing to show.</source>
        <translation>筛选后无内容可显示。</translation>
    </message>
    <message>
        <source>Show all services</source>
        <translation>显示全部服务</translation>
    </message>
    <message>
        <source>Export the version matrix</source>
        <translation>导出版本矩阵</translation>
    </message>
    <message>
        <source>Version matrix</source>
        <translation>版本矩阵</translation>
    </message>
    <message>
        <source>Releases</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Next and previous service</source>
        <translation>下一个与上一个服务</translation>
    </message>
    <message>
        <source>Next and previous environment</source>
        <translation>下一个与上一个环境</translation>
    </message>
    <message>
        <source>Open the inspector</source>
        <translation>打开详情面板</translation>
    </message>
</context>
<context>
    <name>opsdeck::RiskCard</name>
    <message>
        <source>Risk %1</source>
        <extracomment>The risk of a deployment; %1 is a number from 0 to 100</extracomment>
        <translation>风险 %1</translation>
    </message>
    <message>
        <source>of 100</source>
        <extracomment>Stands after &quot;Risk 72&quot;</extracomment>
        <translation>/ 100</translation>
    </message>
    <message>
        <source>Above the limit of %1: a second person has to confirm.</source>
        <extracomment>%1 is a number of points</extracomment>
        <translation>超过上限 %1：须由第二人确认。</translation>
    </message>
    <message>
        <source>Within the limit of %1.</source>
        <translation>未超过上限 %1。</translation>
    </message>
    <message>
        <source>Nothing adds to it.</source>
        <translation>没有风险因素。</translation>
    </message>
</context>
<context>
    <name>opsdeck::RouteCard</name>
    <message>
        <source>This share since %1 (%2)</source>
        <extracomment>%1 is a time, %2 &quot;4 min ago&quot;</extracomment>
        <translation>当前占比始于 %1（%2）</translation>
    </message>
    <message>
        <source>the balancer does not answer: %1</source>
        <extracomment>%1 says why</extracomment>
        <translation>负载均衡无应答：%1</translation>
    </message>
    <message>
        <source>read from the balancer %1</source>
        <extracomment>%1 is &quot;4 s ago&quot;</extracomment>
        <translation>%1读自负载均衡</translation>
    </message>
    <message>
        <source>as the ledger says</source>
        <translation>依据台账</translation>
    </message>
    <message>
        <source>%1, step %2, %3: %4</source>
        <extracomment>A gate: %1 is its name and host, %2 a step&apos;s number, %3 a time, %4 what it said</extracomment>
        <translation>%1，第 %2 步，%3：%4</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>broke</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>%1 (tier %2)</source>
        <extracomment>%1 is a tenant, %2 a number: lower tiers move first</extracomment>
        <translation>%1（等级 %2）</translation>
    </message>
    <message numerus="yes">
        <source>%n tenant(s) on %1: %2</source>
        <extracomment>%1 is a pool, %2 a list of tenants</extracomment>
        <translation>
            <numerusform>%1 上有 %n 个租户：%2</numerusform>
        </translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Asks the balancer who gets how much</source>
        <translation>向负载均衡查询各池的流量占比</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>opsdeck::RunActions</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Why? It stays in the ledger.</source>
        <translation>原因？会记入台账。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Pause after this host</source>
        <translation>完成当前主机后暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Retry what failed</source>
        <translation>重试失败部分</translation>
    </message>
    <message>
        <source>Skip %1…</source>
        <extracomment>%1 is a host</extracomment>
        <translation>跳过 %1…</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>回滚…</translation>
    </message>
    <message>
        <source>End it here…</source>
        <translation>到此结束…</translation>
    </message>
    <message>
        <source>Looking whether registry and hosts still have what this run left…</source>
        <translation>正在查看镜像仓库和主机是否还有此次运行留下的内容…</translation>
    </message>
    <message>
        <source>No return to this: %1</source>
        <extracomment>Why one cannot go back to what an earlier deployment left; %1 is a sentence</extracomment>
        <translation>无法返回到此次运行：%1</translation>
    </message>
    <message>
        <source>Return to this…</source>
        <translation>返回到此次运行…</translation>
    </message>
    <message>
        <source>Plan the return to %1</source>
        <extracomment>%1 is product and version: &quot;Plan the return to shop 2.4.0&quot;</extracomment>
        <translation>计划返回到 %1</translation>
    </message>
</context>
<context>
    <name>opsdeck::RunBanner</name>
    <message>
        <source>%1 runs on %2, every digest verified, after %3</source>
        <extracomment>%1 is product and version, %2 an environment, %3 a duration</extracomment>
        <translation>%1 已在 %2 运行，摘要全部校验通过，耗时 %3</translation>
    </message>
    <message>
        <source>Stopped at %1: step “%2” of %3 failed</source>
        <extracomment>%1 is a host, %2 a step (pull, write, up, health, verify), %3 a module</extracomment>
        <translation>在 %1 停止：%3 的“%2”步骤失败</translation>
    </message>
    <message>
        <source>The run failed</source>
        <translation>部署失败</translation>
    </message>
    <message>
        <source>Cancelled by a person</source>
        <translation>已人工取消</translation>
    </message>
    <message>
        <source>Opsdeck ended in the middle of this run; steps marked unknown may or may not have happened</source>
        <translation>部署途中 Opsdeck 退出；标为“未知”的步骤可能已执行，也可能未执行</translation>
    </message>
    <message>
        <source>Nothing else runs until you decide.</source>
        <translation>在您决定之前，不再执行任何操作。</translation>
    </message>
    <message>
        <source>Not touched: %1. Nothing else runs until you decide.</source>
        <extracomment>%1 is a list of hosts</extracomment>
        <translation>未触及：%1。在您决定之前，不再执行任何操作。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>opsdeck::RunList</name>
    <message>
        <source>Deployments</source>
        <translation>部署记录</translation>
    </message>
    <message>
        <source>Nothing has been deployed from this workspace yet.</source>
        <translation>此工作区尚无部署。</translation>
    </message>
</context>
<context>
    <name>opsdeck::RunListModel</name>
    <message>
        <source>%1 %2 → %3</source>
        <extracomment>What was deployed where: &quot;shop 2.4.1 → production&quot;</extracomment>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>what</source>
        <translation>部署内容</translation>
    </message>
    <message>
        <source>by</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>started</source>
        <translation>开始时间</translation>
    </message>
</context>
<context>
    <name>opsdeck::RunStep</name>
    <message>
        <source>Cancel this run</source>
        <translation>取消本次部署</translation>
    </message>
    <message>
        <source>Back to all deployments</source>
        <translation>返回部署记录</translation>
    </message>
    <message>
        <source>Hosts and steps</source>
        <translation>主机与步骤</translation>
    </message>
</context>
<context>
    <name>opsdeck::SettingsPage</name>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Next and previous source</source>
        <translation>下一个与上一个数据源</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>No source is connected yet</source>
        <translation>尚未连接任何数据源</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Name a GitLab, Harbor, Alertmanager or Prometheus under &quot;connections&quot; in opsdeck.yaml, or a Docker host under &quot;hosts&quot;. Or fill in a form that writes it for you.</source>
        <translation>在 opsdeck.yaml 的 “connections” 下写入 GitLab、Harbor、Alertmanager 或 Prometheus，或在 “hosts” 下写入 Docker 主机。也可以填写表单，由程序代为写入。</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Telling people</source>
        <extracomment>Tab of the settings: sounds, popups and messages about alerts</extracomment>
        <translation>通知</translation>
    </message>
</context>
<context>
    <name>opsdeck::ShareBar</name>
    <message>
        <source>Nobody knows who gets how much</source>
        <translation>流量占比未知</translation>
    </message>
</context>
<context>
    <name>opsdeck::Shell</name>
    <message>
        <source>page</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>opsdeck::ShortcutSheet</name>
    <message>
        <source>Back and forward</source>
        <translation>后退与前进</translation>
    </message>
    <message>
        <source>Copy the address of this place</source>
        <translation>复制当前位置的地址</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Close the inspector</source>
        <translation>关闭详情面板</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>此列表</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Search everything, run an action</source>
        <translation>搜索全部内容，执行操作</translation>
    </message>
</context>
<context>
    <name>opsdeck::SilenceDialog</name>
    <message>
        <source>Silence alerts</source>
        <translation>静默告警</translation>
    </message>
    <message>
        <source>Change a silence</source>
        <translation>修改静默</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>Another label</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Has to match: %1</source>
        <translation>必须匹配：%1</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Value of %1</source>
        <translation>%1 的值</translation>
    </message>
    <message>
        <source>How it compares</source>
        <translation>比较方式</translation>
    </message>
    <message>
        <source>is</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不等于</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>does not match</source>
        <translation>不匹配</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>持续时间</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>持续 %1</translation>
    </message>
    <message>
        <source>as before: until %1</source>
        <translation>保持不变：到 %1</translation>
    </message>
    <message>
        <source>Why, for those who find it later</source>
        <translation>原因，供之后看到的人参考</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Yes, mute everything that this source tells</source>
        <translation>是的，静默该数据源的全部告警</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>One of the expressions is not valid.</source>
        <translation>有一个表达式无效。</translation>
    </message>
    <message>
        <source>It hits nothing that fires now.</source>
        <translation>当前没有触发的告警与之匹配。</translation>
    </message>
    <message numerus="yes">
        <source>It hits %n alerts now:</source>
        <translation>
            <numerusform>当前匹配 %n 条告警：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>alerts</comment>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It would have hit %n alerts in the last 24 hours.</source>
        <translation>
            <numerusform>过去 24 小时会匹配 %n 条告警。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Silence %n alerts</source>
        <translation>
            <numerusform>静默 %n 条告警</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the silence</source>
        <translation>修改静默</translation>
    </message>
    <message>
        <source>What it would have hit in the last 24 hours is not known: there is no history.</source>
        <translation>过去 24 小时会命中多少未知：没有历史记录。</translation>
    </message>
</context>
<context>
    <name>opsdeck::SilenceList</name>
    <message>
        <source>Silences</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>Nothing is silenced</source>
        <translation>没有静默</translation>
    </message>
    <message>
        <source>Select an alert and press s to silence what is like it.</source>
        <translation>选中一条告警，按 s 静默同类告警。</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>End now…</source>
        <translation>立即结束…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>End this silence? What it hits is heard again at once.</source>
        <translation>结束该静默？它匹配的告警会立即恢复提示。</translation>
    </message>
    <message>
        <source>End the silence</source>
        <translation>结束静默</translation>
    </message>
    <message numerus="yes">
        <source>%n hit(s) nothing now</source>
        <extracomment>%n is a number of silences</extracomment>
        <translation>
            <numerusform>%n 条当前未命中任何告警</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n end(s) within 8 hours</source>
        <extracomment>%n is a number of silences</extracomment>
        <translation>
            <numerusform>%n 条将在 8 小时内到期</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>opsdeck::SilenceModel</name>
    <message>
        <source>source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>hits now</source>
        <translation>当前匹配</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n 条告警</numerusform>
        </translation>
    </message>
    <message>
        <source>until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>%1, soon</source>
        <translation>%1，即将结束</translation>
    </message>
    <message>
        <source>by</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>opsdeck::SourceInspector</name>
    <message>
        <source>%1 answers.</source>
        <extracomment>%1 is a product and its version</extracomment>
        <translation>%1 已应答。</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>最近请求</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>最近应答</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>every</source>
        <extracomment>How often a source is asked</extracomment>
        <translation>间隔</translation>
    </message>
    <message>
        <source>clock skew</source>
        <extracomment>How far the server&apos;s clock is from ours</extracomment>
        <translation>时钟偏差</translation>
    </message>
    <message>
        <source>requests left</source>
        <translation>剩余请求数</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>立即请求</translation>
    </message>
    <message>
        <source>Copy raw answer</source>
        <translation>复制原始应答</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Raw answer</source>
        <translation>原始应答</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>secret</source>
        <extracomment>The name under which a secret is looked up</extracomment>
        <translation>密钥</translation>
    </message>
    <message>
        <source>No file of known hosts has this host. Compare the fingerprint with what its owner says before you trust it; nothing was sent to it.</source>
        <translation>已知主机文件中没有这台主机。信任之前请与其所有者核对指纹；尚未向它发送任何内容。</translation>
    </message>
    <message>
        <source>host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>key type</source>
        <extracomment>Of a host&apos;s public key: ssh-ed25519 and the like</extracomment>
        <translation>密钥类型</translation>
    </message>
    <message>
        <source>fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>kept in</source>
        <extracomment>The file that a key is added to</extracomment>
        <translation>保存于</translation>
    </message>
    <message>
        <source>Unknown host</source>
        <translation>未知主机</translation>
    </message>
    <message>
        <source>Trust this key</source>
        <translation>信任此密钥</translation>
    </message>
    <message>
        <source>rights</source>
        <extracomment>What the account may do at the server</extracomment>
        <translation>权限</translation>
    </message>
    <message>
        <source>A program on this computer</source>
        <translation>本机上的程序</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>允许运行</translation>
    </message>
    <message>
        <source>Your ssh_config wants to run this command here on the way to the host. It runs with your rights, for every host that it is written for.</source>
        <translation>您的 ssh_config 要求在连接该主机时于本机运行此命令。它以您的权限运行，并适用于配置所涉及的每台主机。</translation>
    </message>
    <message>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>written at</source>
        <extracomment>Where in the configuration a command stands</extracomment>
        <translation>写于</translation>
    </message>
    <message>
        <source>left out</source>
        <extracomment>What a source told that could not be read</extracomment>
        <translation>未读取</translation>
    </message>
</context>
<context>
    <name>opsdeck::SourcesModel</name>
    <message>
        <source>Source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>最近应答</translation>
    </message>
    <message>
        <source>Every</source>
        <extracomment>Column: how often a source is asked</extracomment>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Requests left</source>
        <extracomment>Column: how many more requests the server takes</extracomment>
        <translation>剩余请求数</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>尚未查询</translation>
    </message>
    <message>
        <source>live</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <extracomment>%1 is a time of day</extracomment>
        <translation>自 %1 无数据</translation>
    </message>
    <message>
        <source>never reached</source>
        <translation>从未连通</translation>
    </message>
    <message>
        <source>refuses the credentials</source>
        <translation>拒绝凭据</translation>
    </message>
    <message>
        <source>%1 of %2 until %3</source>
        <extracomment>%1 of %2 requests are left until the time of day %3</extracomment>
        <translation>%1 / %2，至 %3</translation>
    </message>
</context>
<context>
    <name>opsdeck::StatusBar</name>
    <message>
        <source>last sync %1</source>
        <extracomment>%1 is &quot;4 s ago&quot;</extracomment>
        <translation>%1同步</translation>
    </message>
    <message>
        <source>not synced yet</source>
        <translation>尚未同步</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) running</source>
        <translation>
            <numerusform>%n 个任务进行中</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <extracomment>%1 is a task: &quot;deploy shop 2.4.1 → production&quot;</extracomment>
        <translation>取消：%1</translation>
    </message>
</context>
<context>
    <name>opsdeck::StepRow</name>
    <message>
        <source>%1 · %2 %</source>
        <extracomment>A step: %1 is its number, %2 a percentage without its sign</extracomment>
        <translation>%1 · %2 %</translation>
    </message>
    <message>
        <source>%1 done</source>
        <extracomment>%1 is a step: &quot;2 · 20 %&quot;</extracomment>
        <translation>%1，已完成</translation>
    </message>
    <message>
        <source>%1 broke</source>
        <extracomment>%1 is a step: &quot;2 · 20 %&quot;</extracomment>
        <translation>%1，门禁未通过</translation>
    </message>
    <message>
        <source>%1 now</source>
        <extracomment>%1 is a step: &quot;2 · 20 %&quot;, %2 &quot;4 min 12 s left&quot;</extracomment>
        <translation>%1，当前</translation>
    </message>
    <message>
        <source>%1 now, %2</source>
        <translation>%1，当前，%2</translation>
    </message>
    <message>
        <source>%1 next</source>
        <extracomment>%1 is a step: &quot;2 · 20 %&quot;</extracomment>
        <translation>%1，下一步</translation>
    </message>
    <message>
        <source>%1, held %2</source>
        <extracomment>%1 is a step: &quot;2 · 20 %&quot;, %2 a duration</extracomment>
        <translation>%1，保持 %2</translation>
    </message>
</context>
<context>
    <name>opsdeck::Stepper</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <extracomment>Read out: step %1 of %2, then the step&apos;s name</extracomment>
        <translation>第 %1/%2 步：%3</translation>
    </message>
</context>
<context>
    <name>opsdeck::TallyModel</name>
    <message>
        <source>What</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>what alerts belong to is not in the catalog</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>所属</translation>
    </message>
    <message>
        <source>Fired</source>
        <translation>触发次数</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警数</translation>
    </message>
    <message>
        <source>Firing in all</source>
        <translation>累计时长</translation>
    </message>
</context>
<context>
    <name>opsdeck::TallyView</name>
    <message>
        <source>Longest standing</source>
        <translation>持续最久</translation>
    </message>
    <message>
        <source>Fires most</source>
        <translation>触发最多</translation>
    </message>
    <message>
        <source>Flaps</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Stands longest</source>
        <translation>持续最久</translation>
    </message>
    <message>
        <source>By service</source>
        <translation>按服务</translation>
    </message>
    <message>
        <source>By owner</source>
        <translation>按负责人</translation>
    </message>
    <message>
        <source>By source</source>
        <translation>按来源</translation>
    </message>
    <message>
        <source>What fires most</source>
        <translation>触发最多的告警</translation>
    </message>
    <message>
        <source>What stands longest</source>
        <translation>持续最久的告警</translation>
    </message>
</context>
<context>
    <name>opsdeck::TellingView</name>
    <message>
        <source>End the mute</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>Mute for 1 h</source>
        <translation>静音 1 小时</translation>
    </message>
    <message>
        <source>Another Opsdeck has this workspace open and tells people; this one says nothing.</source>
        <translation>另一个 Opsdeck 已打开此工作区并负责通知；本窗口不发出任何通知。</translation>
    </message>
    <message>
        <source>Sounds and popups are muted until %1. Messages to the targets below go out all the same.</source>
        <extracomment>%1 is a time</extracomment>
        <translation>声音和弹窗静音至 %1。发往下方目标的消息照常发送。</translation>
    </message>
    <message>
        <source>A sound is made only for alerts that pass the filter of the alerts page.</source>
        <translation>只有符合告警页当前筛选条件的告警才会发出声音。</translation>
    </message>
    <message>
        <source>Nothing is sent from this desk. %1</source>
        <translation>本机不发送任何消息。%1</translation>
    </message>
    <message>
        <source>Name a robot of WeCom, DingTalk or Feishu, or any address that takes JSON, under &quot;notify&quot; in opsdeck.yaml, and rules that say of what it hears.</source>
        <translation>在 opsdeck.yaml 的 “notify” 下填写企业微信、钉钉或飞书机器人，或任何接收 JSON 的地址，并用规则说明通知哪些告警。</translation>
    </message>
    <message>
        <source>address in the secret %1</source>
        <extracomment>%1 is the name of a secret</extracomment>
        <translation>地址保存在密钥 %1 中</translation>
    </message>
    <message>
        <source>Test %1</source>
        <extracomment>sends a test message; %1 is where to</extracomment>
        <translation>测试 %1</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Targets</source>
        <extracomment>where messages are sent</extracomment>
        <translation>目标</translation>
    </message>
    <message>
        <source>Last messages</source>
        <translation>最近的消息</translation>
    </message>
    <message>
        <source>Nobody was told anything yet.</source>
        <translation>尚未发出任何通知。</translation>
    </message>
    <message>
        <source>Test sound</source>
        <translation>测试声音</translation>
    </message>
    <message>
        <source>Test popup</source>
        <translation>测试弹窗</translation>
    </message>
    <message>
        <source>Popups</source>
        <extracomment>notifications of the desktop</extracomment>
        <translation>桌面弹窗</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>for critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>for warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>for infos</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>opsdeck::TimeChart</name>
    <message>
        <source>The library that draws charts is missing: install opsdeck-charts.so beside the program.</source>
        <translation>缺少图表库：请将 opsdeck-charts.so 安装到程序旁。</translation>
    </message>
    <message>
        <source>no value</source>
        <extracomment>of a chart: nothing was measured at that time</extracomment>
        <translation>无数据</translation>
    </message>
    <message>
        <source>threshold %1</source>
        <extracomment>of a chart; %1 is a number</extracomment>
        <translation>阈值 %1</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Copy the data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>另存为 SVG…</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>显示全部时段</translation>
    </message>
    <message>
        <source>What can be done with the chart</source>
        <translation>图表操作</translation>
    </message>
</context>
<context>
    <name>opsdeck::TopBar</name>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Copy the address of this place</source>
        <translation>复制当前位置的地址</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Search or run…</source>
        <extracomment>Field in the top bar that opens the command palette</extracomment>
        <translation>搜索或执行…</translation>
    </message>
    <message>
        <source>Search or run</source>
        <translation>搜索或执行</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Popups</source>
        <extracomment>notifications of the desktop</extracomment>
        <translation>桌面弹窗</translation>
    </message>
    <message>
        <source>End the mute</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>Mute for 1 h</source>
        <translation>静音 1 小时</translation>
    </message>
    <message>
        <source>Telling people…</source>
        <extracomment>Opens the settings of sounds, popups and messages</extracomment>
        <translation>通知设置…</translation>
    </message>
    <message>
        <source>Alert sounds and popups</source>
        <extracomment>how loud the desk is</extracomment>
        <translation>告警声音与弹窗</translation>
    </message>
</context>
<context>
    <name>opsdeck::TopologyCanvas</name>
    <message numerus="yes">
        <source>Topology, %n node(s)</source>
        <translation>
            <numerusform>拓扑，%n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>depends on %1</source>
        <translation>依赖 %1</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>被 %1 依赖</translation>
    </message>
</context>
<context>
    <name>opsdeck::TopologyHeader</name>
    <message numerus="yes">
        <source>showing %1 of %n node(s)</source>
        <extracomment>%1 = how many of %n nodes are drawn</extracomment>
        <translation>
            <numerusform>显示 %1/%n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n edge(s) hidden</source>
        <extracomment>Goes on &quot;showing 12 of 310 nodes&quot;</extracomment>
        <translation>
            <numerusform>，隐藏 %n 条连线</numerusform>
        </translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>拓扑</translation>
    </message>
    <message>
        <source>How far around the focus</source>
        <translation>关注对象的周边范围</translation>
    </message>
    <message>
        <source>Which neighbours</source>
        <translation>邻居方向</translation>
    </message>
    <message>
        <source>all environments</source>
        <translation>全部环境</translation>
    </message>
    <message>
        <source>Versions, hosts and alerts of this environment</source>
        <translation>此环境的版本、主机和告警</translation>
    </message>
    <message>
        <source>hosts</source>
        <extracomment>A switch: draw the hosts that services run on, too</extracomment>
        <translation>主机</translation>
    </message>
    <message>
        <source>Draw hosts, too</source>
        <translation>同时显示主机</translation>
    </message>
    <message>
        <source>Draw the hosts that services run on</source>
        <translation>显示服务所在的主机</translation>
    </message>
</context>
<context>
    <name>opsdeck::TopologyInspector</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>systems</source>
        <translation>业务系统</translation>
    </message>
    <message>
        <source>services</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>nothing else depends on it</source>
        <translation>没有其他服务依赖它</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>state</source>
        <extracomment>Label before: ok, critical, stale, unknown</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>catalog</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Not in the catalog: known only because others refer to it.</source>
        <translation>不在目录中：仅因被其他服务引用而得知。</translation>
    </message>
    <message>
        <source>Focus here</source>
        <translation>设为关注</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n 条告警</numerusform>
        </translation>
    </message>
    <message>
        <source>Deploy…</source>
        <translation>部署…</translation>
    </message>
    <message>
        <source>If this fails</source>
        <translation>故障影响</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行情况</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>依赖</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>被依赖</translation>
    </message>
</context>
<context>
    <name>opsdeck::TopologyPage</name>
    <message>
        <source>Topology</source>
        <translation>拓扑</translation>
    </message>
    <message>
        <source>No services in the catalog yet</source>
        <extracomment>%1 = the folder of the workspace</extracomment>
        <translation>目录中尚无服务</translation>
    </message>
    <message>
        <source>Copy an example</source>
        <translation>复制示例</translation>
    </message>
    <message>
        <source>The topology is drawn from files in Backstage&apos;s entity format in
%1/catalog

Each Component or Resource names what it depends on in spec.dependsOn; depends_on of the compose files is added.</source>
        <translation>拓扑由以下目录中 Backstage 实体格式的文件生成：
%1/catalog

每个 Component 或 Resource 在 spec.dependsOn 中写明依赖；compose 文件中的 depends_on 也会计入。</translation>
    </message>
    <message>
        <source>Choose what to look at</source>
        <translation>选择关注对象</translation>
    </message>
    <message>
        <source>Go from node to node</source>
        <translation>在节点之间移动</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Put the node in the middle</source>
        <translation>以该节点为中心</translation>
    </message>
</context>
<context>
    <name>opsdeck::TopologyScene</name>
    <message>
        <source>Nothing is known of what this system is made of.</source>
        <translation>不清楚这个系统由哪些部分组成。</translation>
    </message>
    <message>
        <source>%1 of %2 parts</source>
        <extracomment>%1 of %2 parts of a business system and its neighbours are drawn</extracomment>
        <translation>%1 / %2 个组成部分</translation>
    </message>
</context>
<context>
    <name>opsdeck::TrafficActions</name>
    <message>
        <source>Production: type “%1”</source>
        <extracomment>%1 is the environment&apos;s name, to be typed</extracomment>
        <translation>生产环境：请输入“%1”</translation>
    </message>
    <message>
        <source>Wait after this step</source>
        <translation>此步骤之后等待</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Why? It stays in the ledger.</source>
        <translation>原因？会记入台账。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Name of the environment</source>
        <translation>环境名称</translation>
    </message>
</context>
<context>
    <name>opsdeck::TrafficPage</name>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Next and previous route</source>
        <translation>下一条与上一条路由</translation>
    </message>
    <message>
        <source>Start, or the next step</source>
        <translation>开始，或下一步</translation>
    </message>
    <message>
        <source>Pause once the change under way is made</source>
        <translation>正在进行的变更完成后暂停</translation>
    </message>
    <message>
        <source>Stop here: the share stays</source>
        <translation>就此中止：流量占比保持不变</translation>
    </message>
    <message>
        <source>Take everything back</source>
        <translation>全部回退</translation>
    </message>
    <message>
        <source>Read the share from the balancer</source>
        <translation>从负载均衡读取流量占比</translation>
    </message>
    <message>
        <source>Copy the route, or the selected moves</source>
        <translation>复制路由或选中的记录</translation>
    </message>
    <message>
        <source>The ledger cannot be read, so this may be old: %1</source>
        <extracomment>%1 says why</extracomment>
        <translation>无法读取台账，内容可能已过时：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n ledger entries about traffic cannot be understood.</source>
        <translation>
            <numerusform>%n 条流量相关的台账记录无法识别。</numerusform>
        </translation>
    </message>
    <message>
        <source>The ledger cannot be read</source>
        <translation>无法读取台账</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>What was moved so far, and what the balancers say.</source>
        <translation>此前的切流记录，以及各负载均衡的应答。</translation>
    </message>
    <message numerus="yes">
        <source>%n route(s)</source>
        <translation>
            <numerusform>%n 条路由</numerusform>
        </translation>
    </message>
    <message>
        <source>Moved so far</source>
        <translation>切流记录</translation>
    </message>
    <message>
        <source>Nothing was moved yet. Whatever is, is in the ledger before it happens.</source>
        <translation>尚无切流记录。每次操作都会先记入台账再执行。</translation>
    </message>
    <message>
        <source>Moves of the past, newest first</source>
        <translation>切流记录，最新在前</translation>
    </message>
    <message>
        <source>No route for traffic</source>
        <translation>没有流量路由</translation>
    </message>
    <message>
        <source>A route says which pools of servers share the traffic of a balancer, and by which steps it moves from the old one to the new one: all at once, or a little at a time while gates are asked. Write it to opsdeck.yaml:</source>
        <translation>路由定义哪些服务器池分担一个负载均衡的流量，以及从旧池切到新池的步骤：一次全部切换，或在检查门禁的同时逐步切换。请写入 opsdeck.yaml：</translation>
    </message>
    <message>
        <source>Copy the example</source>
        <translation>复制示例</translation>
    </message>
</context>
<context>
    <name>opsdeck::VersionScene</name>
    <message numerus="yes">
        <source>%n service(s)</source>
        <translation>
            <numerusform>%n 个服务</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with drift</source>
        <extracomment>services of which not the same runs everywhere</extracomment>
        <translation>
            <numerusform>%n 个有漂移</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/%2</source>
        <extracomment>sheet %1 of %2</extracomment>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>The workspace names no products.</source>
        <translation>工作区里没有产品。</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
</context>
<context>
    <name>opsdeck::WallFooter</name>
    <message>
        <source>data %1</source>
        <extracomment>%1 is the time at which any source answered last</extracomment>
        <translation>数据 %1</translation>
    </message>
    <message>
        <source>Changes today</source>
        <translation>今日变更</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>opsdeck::WallHeader</name>
    <message>
        <source>ddd d MMM</source>
        <extracomment>a date as QLocale writes it: weekday, day, month; without the year</extracomment>
        <translation>M月d日 ddd</translation>
    </message>
    <message>
        <source>no source of alerts</source>
        <translation>没有告警数据源</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1 is &quot;zabbix silent since 13:41&quot;; further sources are silent too</extracomment>
        <translation>
            <numerusform>%1，另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/%2 live</source>
        <extracomment>%1 of %2 sources answer</extracomment>
        <translation>%1/%2 正常</translation>
    </message>
</context>
<context>
    <name>opsdeck::WallStation</name>
    <message>
        <source>%1 is not a usable workspace.</source>
        <extracomment>%1 is a folder</extracomment>
        <translation>%1 不是可用的工作区。</translation>
    </message>
    <message>
        <source>The workspace has no wall called &quot;%1&quot;.</source>
        <extracomment>%1 is the name of a set of scenes</extracomment>
        <translation>工作区里没有名为“%1”的大屏。</translation>
    </message>
    <message>
        <source>Known: %1</source>
        <extracomment>%1 are names</extracomment>
        <translation>已有：%1</translation>
    </message>
</context>
<context>
    <name>opsdeck::WelcomeWindow</name>
    <message>
        <source>Open a workspace</source>
        <translation>打开工作区</translation>
    </message>
    <message>
        <source>See what is wrong, what runs where, and change it with care.</source>
        <translation>看清哪里有问题、哪里运行着什么，并谨慎地作出更改。</translation>
    </message>
    <message>
        <source>Connect what you have</source>
        <translation>连接您已有的系统</translation>
    </message>
    <message>
        <source>Each form is tried while you fill it in. Addresses go into a workspace, a folder of text files; secrets go into your keyring and never into that folder.</source>
        <translation>填写表单时即会尝试连接。地址写入工作区（一个文本文件夹）；机密存入您的密钥环，绝不会写入该文件夹。</translation>
    </message>
    <message>
        <source>A folder that holds opsdeck.yaml, of your own or from your team&apos;s repository.</source>
        <translation>包含 opsdeck.yaml 的文件夹，可以是您自己的，也可以来自团队的仓库。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Open %1</source>
        <extracomment>%1 is a folder</extracomment>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Look around first</source>
        <translation>先看一看</translation>
    </message>
    <message>
        <source>A simulated company with three products and one bad night. Nothing leaves this computer.</source>
        <translation>一家模拟公司：三个产品，一个糟糕的夜晚。任何数据都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
</context>
<context>
    <name>opsdeck::WhatStep</name>
    <message>
        <source>Choose where %1 goes</source>
        <extracomment>%1 is product and version: &quot;shop 2.4.1&quot;</extracomment>
        <translation>选择 %1 的目标</translation>
    </message>
    <message>
        <source>Choose where it goes</source>
        <translation>选择目标</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Filter versions</source>
        <translation>筛选版本</translation>
    </message>
    <message>
        <source>Choose a product.</source>
        <translation>请选择产品。</translation>
    </message>
    <message>
        <source>Reading the versions that can be deployed…</source>
        <translation>正在读取可部署的版本…</translation>
    </message>
    <message>
        <source>No version has an image of every module yet.</source>
        <translation>尚无版本包含全部模块的镜像。</translation>
    </message>
</context>
<context>
    <name>opsdeck::WhereStep</name>
    <message numerus="yes">
        <source>%1 · %n host(s)</source>
        <extracomment>%1 is an environment; %n hosts get the product there</extracomment>
        <translation>
            <numerusform>%1 · %n 台主机</numerusform>
        </translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Hosts that get %1, in this order</source>
        <extracomment>%1 is product and version</extracomment>
        <translation>部署 %1 的主机（按顺序）</translation>
    </message>
    <message>
        <source>This is production.</source>
        <translation>这是生产环境。</translation>
    </message>
    <message>
        <source>Choose an environment.</source>
        <translation>请选择环境。</translation>
    </message>
    <message>
        <source>Check %1 for %2</source>
        <extracomment>Leads to the checks before a deployment; %1 is product and version, %2 an environment</extracomment>
        <translation>为 %2 检查 %1</translation>
    </message>
    <message>
        <source>Go on to the checks</source>
        <translation>继续到检查</translation>
    </message>
    <message>
        <source>Who does the work</source>
        <translation>由谁执行</translation>
    </message>
    <message>
        <source>This desk, by SSH</source>
        <translation>本工作台（SSH）</translation>
    </message>
    <message>
        <source>GitLab: %1 on %2</source>
        <extracomment>%1 is a repository, %2 the name of a GitLab: &quot;GitLab: ops/compose on git-main&quot;</extracomment>
        <translation>GitLab：%2 上的 %1</translation>
    </message>
</context>
</TS>
