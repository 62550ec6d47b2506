// SPDX-License-Identifier: GPL-3.0-or-later
// What was seen of every vendor, and what of it is against the contract and not known as a defect of the contract.
//
// An entry of known.json accepts findings of one vendor, side and rule; "operation", "at" and "seen" narrow it, each one
// pattern (* is anything) or a list of them. "each" says that a list stands where the file declares one object, and that
// every member is held against that object. Name and reason are for people.

const fits = (patterns, text) => [patterns ?? '*'].flat().some((pattern) =>
    new RegExp(`^${pattern.replace(/[.+?^$()|[\]\\{}]/g, '\\$&').replaceAll('*', '.*')}$`, 's').test(text));

/// Every place and every value of an entry counts for itself, so that none of them stays when it is needed no more.
const each = (entry) => [entry.at ?? '*'].flat().flatMap((at) =>
    [entry.seen ?? '*'].flat().map((seen) => ({ ...entry, at, seen, times: 0 })));

export class Findings {
    constructor(contracts, known) {
        this.contracts = contracts;
        this.known = known.flatMap(each);
        this.violations = new Map();
        this.operations = new Map(Object.keys(contracts).map((vendor) => [vendor, new Map()]));
    }

    judge(upstream, request, asked, answer, told) {
        const contract = this.contracts[upstream.vendor];
        const [path, query = ''] = request.url.split(/\?(.*)/s);
        const known = contract.find(request.method, path);
        const note = (operation, found) => this.#note(upstream, operation, found, `${request.method} ${request.url}`);
        if (!known) {
            const what = `${request.method} ${path}`;
            if (upstream.judgesRequests)
                note(what, { side: 'request', at: '', rule: 'operation', seen: what, detail: 'not in the contract' });
            return;
        }
        const { id } = known.operation;
        const counts = this.operations.get(upstream.vendor);
        counts.set(id, (counts.get(id) ?? 0) + 1);
        if (upstream.judgesRequests)
            contract.request(known, query, request.headers, asked).forEach((found) => note(id, found));
        // A simulator that was told to fail is no longer the vendor.
        if (answer.headers['x-sim-fault'] !== undefined)
            return;
        const eachOfList = (found) => this.#accepts(upstream.vendor, id, found)?.each === true;
        contract.response(known, answer.statusCode, answer.headers, told, eachOfList)
            .forEach((found) => note(id, found));
    }

    report() {
        return {
            operations: Object.fromEntries(
                [...this.operations].map(([vendor, counts]) => [vendor, Object.fromEntries(counts)])),
            violations: [...this.violations.values()],
            known: Object.fromEntries(this.known.map(({ name, at, seen, times }) => [`${name} ${at} ${seen}`, times])),
        };
    }

    #accepts(vendor, operation, found) {
        const entry = this.known.find((one) => one.vendor === vendor && fits(one.operation, operation)
            && one.side === found.side && one.rule === found.rule && fits(one.at, found.at)
            && fits(one.seen, found.seen));
        if (entry)
            ++entry.times;
        return entry;
    }

    #note(upstream, operation, found, example) {
        if (this.#accepts(upstream.vendor, operation, found))
            return;
        const { vendor, suite } = upstream;
        const key = [suite, vendor, operation, found.side, found.at, found.rule, found.seen].join(' ');
        if (!this.violations.has(key))
            this.violations.set(key, { suite, vendor, operation, ...found, example, times: 0 });
        ++this.violations.get(key).times;
    }
}
