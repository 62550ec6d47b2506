// SPDX-License-Identifier: GPL-3.0-or-later
// Stands between clients and the simulators and holds every exchange against the vendor's published contract.
//
//   node proxy.mjs SPECS MODULES      the folder with the vendors' files, the folder with node_modules
//
// Prints "ready PORT". On that port, on loopback:
//   POST /upstreams?vendor=V&port=P&suite=S[&requests=any]   opens a port before 127.0.0.1:P and answers with it;
//                                                            "any": the suite asks wrongly on purpose
//   DELETE /upstreams?port=P                                 closes it again
//   GET /report                                              everything seen so far, as JSON
// Ends when its standard input does.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { createRequire } from 'node:module';
import { Contract } from './contract.mjs';
import { Findings } from './findings.mjs';

const [specs, modules] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'package.json'));
const yaml = require('js-yaml');
const Ajv = require('ajv/dist/2019').default;
const addFormats = require('ajv-formats').default;

const vendors = {
    gitlab: ['gitlab/openapi_v2.yaml', ''],
    harbor: ['harbor/swagger-v2.12.4.yaml', /^\/api\/v2\.0(?=\/)/],
    alertmanager: ['alertmanager/openapi-v0.25.0.yaml', /^\/api\/v2(?=\/)/],
    docker: ['docker/v1.41.yaml', /^\/v1\.\d+(?=\/)/],
};
const ajv = addFormats(new Ajv({ strict: false, allErrors: true, verbose: true, logger: false }));
const contracts = Object.fromEntries(Object.entries(vendors).map(([vendor, [file, prefix]]) => {
    const text = fs.readFileSync(path.join(specs, file), 'utf8');
    return [vendor, new Contract(vendor, yaml.load(text, { schema: yaml.CORE_SCHEMA }), prefix, ajv)];
}));
const known = JSON.parse(fs.readFileSync(new URL('known.json', import.meta.url)));
const findings = new Findings(contracts, known);
const upstreams = new Map(); // by the simulator's port

function forward(upstream, request, response) {
    const asked = [];
    const onward = http.request({ host: '127.0.0.1', port: upstream.port, method: request.method, path: request.url,
        headers: request.rawHeaders, setHost: false, agent: upstream.agent });
    // A simulator that hangs up, or hung up in the middle, is passed on as just that.
    const breakOff = () => request.socket.resetAndDestroy();
    onward.on('error', breakOff);
    response.on('close', () => onward.destroy());
    request.on('data', (piece) => asked.push(piece));
    request.pipe(onward);
    onward.on('response', (answer) => {
        const told = [];
        response.sendDate = false;
        response.writeHead(answer.statusCode, answer.statusMessage, answer.rawHeaders);
        answer.on('data', (piece) => told.push(piece));
        answer.on('aborted', breakOff);
        answer.on('end', () => {
            if (answer.complete)
                findings.judge(upstream, request, Buffer.concat(asked), answer, Buffer.concat(told));
        });
        answer.pipe(response);
    });
}

function open(query, done) {
    const port = Number(query.get('port'));
    const before = upstreams.get(port)?.publicPort ?? 0; // a simulator that comes back keeps its address
    upstreams.get(port)?.server.close(); // one that crashed did not say good-bye
    const upstream = { port, vendor: query.get('vendor'), suite: query.get('suite'),
        judgesRequests: query.get('requests') !== 'any', agent: new http.Agent({ keepAlive: true }) };
    upstream.server = http.createServer({ keepAliveTimeout: 0 }, (...pair) => forward(upstream, ...pair));
    upstream.server.once('error', () => upstream.server.listen(0, '127.0.0.1'));
    upstream.server.listen(before, '127.0.0.1', () => {
        upstream.publicPort = upstream.server.address().port;
        upstreams.set(port, upstream);
        done(String(upstream.publicPort));
    });
}

function close(query, done) {
    const upstream = upstreams.get(Number(query.get('port')));
    upstream?.server.close(() => done('closed'));
    upstream?.server.closeAllConnections();
    upstream?.agent.destroy();
    if (!upstream)
        done('unknown');
}

const control = http.createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const done = (text) => response.end(text);
    if (request.method === 'POST' && contracts[url.searchParams.get('vendor')])
        open(url.searchParams, done);
    else if (request.method === 'DELETE')
        close(url.searchParams, done);
    else
        done(JSON.stringify(findings.report()));
});
control.listen(0, '127.0.0.1', () => console.log(`ready ${control.address().port}`));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
