// SPDX-License-Identifier: GPL-3.0-or-later
// One vendor's published contract (Swagger 2.0), and what an exchange does against it.
import { converted, convertedDefinitions } from './schema.mjs';

/// A mistake, without its vendor and operation: `rule` is the keyword of JSON Schema that was broken, or "undeclared",
/// "status", "media type", "operation". `at` is where: a JSON pointer with * for every index, or a parameter's name.
const finding = (side, at, rule, seen, detail = '') => ({ side, at, rule, seen: String(seen).slice(0, 120), detail });

const escaped = (text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');

export class Contract {
    /// `prefix` matches what stands before the file's own paths in a request's path.
    constructor(vendor, spec, prefix, ajv) {
        this.vendor = vendor;
        this.spec = spec;
        this.prefix = prefix;
        this.ajv = ajv;
        this.validators = new Map();
        ajv.addSchema({ $id: vendor, definitions: convertedDefinitions(spec.definitions) });
        this.operations = this.#operations();
    }

    /// Null where the contract knows no such request.
    find(method, rawPath) {
        const path = rawPath.replace(this.prefix, '');
        for (const operation of this.operations) {
            const match = operation.method === method && operation.path.exec(path);
            if (match)
                return { operation, values: match.slice(1).map(decoded) };
        }
        return null;
    }

    /// The mistakes of a request: parameters and body. `query` is raw.
    request({ operation, values }, query, headers, body) {
        const found = [];
        const pairs = [...new URLSearchParams(query)];
        const declared = (place) => operation.parameters.filter((one) => one.in === place);
        declared('path').forEach((one, index) => found.push(...this.#parameter(operation, one, [values[index]])));
        for (const one of declared('header')) {
            const value = headers[one.name.toLowerCase()];
            found.push(...this.#parameter(operation, one, value === undefined ? [] : [value]));
        }
        const names = (one) => (one.type === 'array' ? [one.name, `${one.name}[]`] : [one.name]);
        for (const one of declared('query')) {
            const given = pairs.filter(([name]) => names(one).includes(name)).map(([, value]) => value);
            found.push(...this.#parameter(operation, one, given));
        }
        for (const [name, value] of pairs) {
            if (!declared('query').some((one) => names(one).includes(name)))
                found.push(finding('request', `query ${name}`, 'undeclared', value));
        }
        return body.length > 0 ? [...found, ...this.#requestBody(operation, headers, body)] : found;
    }

    /// The mistakes of an answer: status, media type, headers and body. `eachOfList(finding)` says whether a list may
    /// stand where one object is declared; then each of its members is held against that.
    response({ operation }, status, headers, body, eachOfList) {
        const declared = operation.responses[status] ?? operation.responses.default;
        if (!declared)
            return [finding('response', '', 'status', status)];
        const found = [];
        for (const [name, header] of Object.entries(declared.headers ?? {})) {
            const value = headers[name.toLowerCase()];
            if (value !== undefined)
                found.push(...this.#text(`${operation.id} ${status} ${name}`, 'response', `header ${name}`, header, value));
        }
        if (!declared.schema || operation.method === 'HEAD')
            return found;
        if (body.length === 0)
            return status < 300 ? [...found, finding('response', '', 'required', 'an empty body')] : found;
        const media = mediaType(headers);
        if (!operation.produces.includes(media))
            return [...found, finding('response', '', 'media type', media)];
        const value = media === 'application/json' ? parsed(body) : body.toString();
        if (value === undefined)
            return [...found, finding('response', '', 'media type', 'no JSON')];
        return [...found, ...this.#body(`${operation.id} ${status}`, 'response', declared.schema, value, eachOfList)];
    }

    #operations() {
        const all = [];
        for (const [template, methods] of Object.entries(this.spec.paths)) {
            const shared = methods.parameters ?? [];
            const path = new RegExp(`^${escaped(template).replace(/\{[^}]+\}/g, '([^/]+)')}$`);
            const order = [...template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
            for (const method of ['get', 'head', 'post', 'put', 'patch', 'delete']) {
                const declared = methods[method];
                if (!declared)
                    continue;
                const parameters = [...shared, ...(declared.parameters ?? [])].map((one) => this.#resolved(one));
                parameters.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
                const responses = Object.fromEntries(
                    Object.entries(declared.responses).map(([status, one]) => [status, this.#resolved(one)]));
                all.push({
                    id: `${method.toUpperCase()} ${template}`, method: method.toUpperCase(), path, parameters, responses,
                    literal: template.replace(/\{[^}]+\}/g, '').length,
                    consumes: declared.consumes ?? this.spec.consumes ?? ['application/json'],
                    produces: declared.produces ?? this.spec.produces ?? ['application/json'],
                });
            }
        }
        // /containers/json before /containers/{id}.
        return all.sort((a, b) => b.literal - a.literal);
    }

    #resolved(one) {
        return one.$ref ? one.$ref.split('/').slice(1).reduce((place, name) => place[name], this.spec) : one;
    }

    #parameter(operation, declared, given) {
        const place = `${declared.in} ${declared.name}`;
        if (given.length === 0)
            return declared.required ? [finding('request', place, 'required', 'absent')] : [];
        const key = `${operation.id} ${place}`;
        if (declared.type === 'array') {
            const separator = { ssv: ' ', tsv: '\t', pipes: '|', multi: null }[declared.collectionFormat] ?? ',';
            const members = declared.collectionFormat === 'multi' ? given : given.flatMap((one) => one.split(separator));
            return members.flatMap((one) => this.#text(key, 'request', place, declared.items ?? {}, one));
        }
        const repeated = given.length > 1 ? [finding('request', place, 'repeated', given.length)] : [];
        return [...repeated, ...this.#text(key, 'request', place, declared, given[0])];
    }

    /// A value that came as text, where `declared` may want a number or a boolean.
    #text(key, side, place, declared, text) {
        let value = text;
        if (declared.type === 'integer' && /^-?\d+$/.test(text))
            value = Number(text);
        else if (declared.type === 'number' && text.trim() !== '' && Number.isFinite(Number(text)))
            value = Number(text);
        else if (declared.type === 'boolean' && /^(true|false)$/.test(text))
            value = text === 'true';
        return this.#body(key, side, declared, value).map((one) => ({ ...one, at: place }));
    }

    #requestBody(operation, headers, body) {
        const media = mediaType(headers);
        const declared = operation.parameters.find((one) => one.in === 'body');
        if (!declared)
            return [finding('request', '', 'undeclared', `a body of ${media}`)];
        if (!operation.consumes.includes(media))
            return [finding('request', '', 'media type', media)];
        const value = parsed(body);
        return value === undefined ? [finding('request', '', 'media type', 'no JSON')]
                                   : this.#body(`${operation.id} body`, 'request', declared.schema, value);
    }

    #body(key, side, schema, value, eachOfList = () => false) {
        const validate = this.#validator(key, schema);
        if (validate(value))
            return [];
        const found = validate.errors.map((error) => told(error, side));
        const isList = Array.isArray(value) && found.some((one) => one.at === '' && one.rule === 'type');
        if (!isList || !eachOfList(found.find((one) => one.rule === 'type')))
            return found;
        return value.flatMap((member) =>
            (validate(member) ? [] : validate.errors.map((error) => told(error, side, '/*'))));
    }

    #validator(key, schema) {
        if (!this.validators.has(key)) {
            // References point into the schema that holds the file's definitions.
            const text = JSON.stringify(converted(schema, this.spec.definitions));
            const here = JSON.parse(text.replaceAll('"#/definitions/', `"${this.vendor}#/definitions/`));
            this.validators.set(key, this.ajv.compile(here));
        }
        return this.validators.get(key);
    }
}

function told(error, side, from = '') {
    const at = from + error.instancePath.replace(/\/\d+(?=\/|$)/g, '/*');
    const kind = (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
    switch (error.keyword) {
    case 'type':
        return finding(side, at, 'type', kind(error.data), `must be ${error.params.type}: ${JSON.stringify(error.data)}`);
    case 'required':
        return finding(side, `${at}/${error.params.missingProperty}`, 'required', 'absent');
    case 'unevaluatedProperties': {
        const name = error.params.unevaluatedProperty;
        return finding(side, `${at}/${name}`, 'undeclared', kind(error.data[name]));
    }
    case 'enum':
        return finding(side, at, 'enum', error.data, `must be one of ${error.params.allowedValues.join(', ')}`);
    default:
        return finding(side, at, error.keyword, error.data, error.message);
    }
}

function decoded(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

const mediaType = (headers) => (headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();

function parsed(body) {
    try {
        return JSON.parse(body.toString());
    } catch {
        return undefined;
    }
}
