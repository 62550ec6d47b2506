// SPDX-License-Identifier: GPL-3.0-or-later
// Swagger 2.0's dialect of JSON Schema, written as draft 2019-09.

const types = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);
const kept = ['enum', 'format', 'pattern', 'minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'minItems',
    'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'];

const mapped = (object, change) =>
    Object.fromEntries(Object.entries(object ?? {}).map(([name, value]) => [name, change(value)]));

/// `whole` says that the value is described by this schema alone, so that a property it does not name is a mistake. A
/// member of an allOf describes only a part. `definitions` are those of the same file.
export function converted(schema, definitions, whole = true) {
    if (schema === undefined || schema === null)
        return {};
    if (schema.$ref) {
        const named = definitions[schema.$ref.replace('#/definitions/', '')];
        return whole ? closed({ $ref: schema.$ref }, named, definitions) : { $ref: schema.$ref };
    }
    const result = {};
    for (const keyword of kept) {
        if (schema[keyword] !== undefined)
            result[keyword] = schema[keyword];
    }
    if (types.has(schema.type))
        result.type = schema.type;
    if (schema['x-nullable'] && result.type) {
        result.type = [result.type, 'null'];
        if (result.enum)
            result.enum = [...result.enum, null];
    }
    if (Array.isArray(schema.required))
        result.required = schema.required;
    if (schema.properties)
        result.properties = mapped(schema.properties, (one) => converted(one, definitions));
    if (schema.items)
        result.items = converted(schema.items, definitions);
    if (typeof schema.additionalProperties === 'object')
        result.additionalProperties = converted(schema.additionalProperties, definitions);
    if (schema.allOf)
        result.allOf = schema.allOf.map((one) => converted(one, definitions, false));
    return whole ? closed(result, schema, definitions) : result;
}

/// The definitions of a file. They are open themselves: whoever uses one closes it.
export function convertedDefinitions(definitions) {
    return mapped(definitions, (one) => converted(one, definitions, false));
}

function closed(result, schema, definitions) {
    return namesProperties(schema, definitions) ? { ...result, unevaluatedProperties: false } : result;
}

/// Whether the schema tells which properties there are; one that lets any through does not.
function namesProperties(schema, definitions, depth = 0) {
    if (!schema || depth > 20 || schema.additionalProperties)
        return false;
    if (schema.$ref)
        return namesProperties(definitions[schema.$ref.replace('#/definitions/', '')], definitions, depth + 1);
    if (schema.allOf)
        return schema.allOf.every((one) => namesProperties(one, definitions, depth + 1));
    return Object.keys(schema.properties ?? {}).length > 0;
}
