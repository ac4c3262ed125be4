// Writes schema.json, the schemas of the types in types.txt, in the form of `terraform providers schema -json`.
//
// The data come from the npm package @cdktf/provider-aws, which HashiCorp generated from the provider's own
// schema. Every module of it carries its TypeScript in a source map, where a comment on each property says
// required, optional and computed, and `synthesizeHclAttributes` says which properties are blocks. What the
// package does not say (sensitive, write-only, deprecated, the WAF statement, ephemeral resources) stands in supplement.json.
//
//   cd tools/fake-aws/schema && npm ci && node generate.mjs

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packageFile = createRequire(import.meta.url).resolve("@cdktf/provider-aws/package.json");
const packageVersion = JSON.parse(readFileSync(packageFile)).version;

/** The TypeScript a module of the package was compiled from. */
function typescript(module) {
  const js = readFileSync(join(dirname(packageFile), "lib", module, "index.js"), "utf8");
  const map = js.match(/sourceMappingURL=data:application\/json;base64,(.*)/)[1];
  return JSON.parse(Buffer.from(map, "base64").toString()).sourcesContent[0];
}

/** One module's classes and the HCL properties of each, by the class's name. */
class Module {
  constructor(name) {
    this.source = typescript(name);
    this.version = this.source.match(/providers\/hashicorp\/aws\/([\d.]+)\//)[1];
    this.classes = new Map();
    const starts = [...this.source.matchAll(/^export class (\w+) extends cdktf\.(\w+)/gm)];
    for (const start of starts) {
      const end = this.source.indexOf("\n}\n", start.index);
      this.classes.set(start[1], { base: start[2], body: this.source.slice(start.index, end < 0 ? undefined : end) });
    }
  }

  root() {
    const roots = ["TerraformResource", "TerraformDataSource", "TerraformProvider"];
    return [...this.classes].find(([, { base }]) => roots.includes(base))[0];
  }

  /** name → { mapped, list, block, type } as synthesizeHclAttributes or the struct's …ToHclTerraform says it. */
  hcl(className) {
    const struct = className.replace(/OutputReference$/, "");
    const isRoot = className === this.root();
    const opening = isRoot ? "synthesizeHclAttributes()" : `export function ${struct[0].toLowerCase()}${struct.slice(1)}ToHclTerraform(`;
    const text = isRoot ? this.classes.get(className).body : this.source;
    const from = text.indexOf(opening);
    if (from < 0) return new Map();
    const until = text.slice(from).search(/\n {2}\};|\n {4}\};/);
    const entries = text.slice(from, from + until).matchAll(
      /^ +(\w+): \{\s+value: (.*),\s+isBlock: (true|false),\s+type: "(\w+)",\s+storageClassType: "(\w+)"/gm,
    );
    return new Map([...entries].map(([, name, value, block, type, storage]) => [
      name,
      { block: block === "true" && !/^cdktf\.listMapperHcl\(\w+, false\)/.test(value), many: value.startsWith("cdktf.listMapperHcl("), type, storage },
    ]));
  }

  /** The properties of a class, in the package's order: name, flags, and the code of the getter. */
  properties(className) {
    if (!this.classes.has(className)) {
      return [...this.hcl(className).keys()].map((name) => ({ name, code: "", flags: { optional: true } }));
    }
    const { body } = this.classes.get(className);
    const comment = / {2}\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)\n([\s\S]*?\n {2}\})/g;
    return [...body.matchAll(comment)].map(([, name, computed, optional, required, code]) => ({
      name, code,
      flags: Object.fromEntries(Object.entries({ required, optional, computed }).filter(([, on]) => on === "true").map(([flag]) => [flag, true])),
    }));
  }

  /** A schema block in the form of `terraform providers schema -json`. */
  block(className) {
    const hcl = this.hcl(className);
    const attributes = {}, block_types = {};
    for (const { name, flags, code } of this.properties(className)) {
      const entry = hcl.get(name);
      if (entry?.block) block_types[name] = this.nested(name, flags, code, entry);
      else attributes[name] = { type: this.type(name, code, entry), ...flags };
    }
    return prune({ attributes, block_types });
  }

  nested(name, flags, code, entry) {
    const nesting_mode = entry.type === "struct" ? "single" : entry.type;
    const counts = {};
    if (flags.required && nesting_mode !== "single") counts.min_items = 1;
    if (!entry.many && nesting_mode !== "single") counts.max_items = 1;
    return { nesting_mode, block: this.block(elementClass(name, code)), ...counts };
  }

  /** An attribute's type in cty's JSON: as the HCL property has it, else as the getter of a computed one returns it. */
  type(name, code, entry) {
    if (storages[entry?.storage]) {
      const type = storages[entry.storage];
      return entry.type === "simple" ? type : [entry.type, type];
    }
    const nested = code.match(/= new (\w+)\(this, "\w+"(?:, (true|false))?\)/);
    if (nested) {
      const element = elementClass(name, code), hcl = this.hcl(element);
      const object = ["object", Object.fromEntries(this.properties(element)
        .map((property) => [property.name, this.type(property.name, property.code, hcl.get(property.name))]))];
      if (nested[1].endsWith("Map")) return ["map", object];
      return nested[1].endsWith("List") ? [nested[2] === "true" ? "set" : "list", object] : object;
    }
    const getter = code.match(/= new cdktf\.(\w+Map)\(/)?.[1] ?? code.match(/this\.get(\w+)Attribute\(/)?.[1];
    if (!getters[getter]) throw new Error(`${name}: no type`);
    return code.includes("Fn.tolist(") ? ["set", getters[getter][1]] : getters[getter];
  }
}

/** Types by what CDKTF stores a property as (the element's type, where it is a collection) and by what a getter returns. */
const storages = {
  string: "string", number: "number", boolean: "bool", any: "dynamic", stringList: "string", numberList: "number", stringMap: "string",
  numberMap: "number", booleanMap: "bool", stringListList: ["list", "string"], stringMapList: ["map", "string"], stringMapMap: ["map", "string"],
};
const getters = {
  String: "string", Number: "number", Boolean: "bool", List: ["list", "string"], NumberList: ["list", "number"],
  StringMap: ["map", "string"], NumberMap: ["map", "number"], BooleanMap: ["map", "bool"],
};

/** The class of a nested property's element. The provider's own blocks have a struct alone. */
function elementClass(name, code) {
  const used = code.match(/= new (\w+)\(this, /)?.[1] ?? code.match(/private _\w+\?: (\w+)\[\]/)?.[1];
  if (!used) throw new Error(`${name}: no class`);
  return used.replace(/(List|Map)$/, "OutputReference");
}

/** Drops empty parts. */
function prune(object) {
  return Object.fromEntries(Object.entries(object).filter(([, part]) => Object.keys(part).length > 0));
}

/** The block and name that a dotted path such as `default_action.authenticate_oidc.client_secret` leads to. */
function owner(schema, path) {
  const steps = path.split(".");
  const name = steps.pop();
  let block = schema.block;
  for (const step of steps) {
    block = block.block_types?.[step]?.block;
    if (!block) throw new Error(`supplement.json: no block ${path}`);
  }
  return [block, name];
}

/** Puts what supplement.json says of one type into its schema. */
function supplement(schema, additions, fragments) {
  for (const flag of ["sensitive", "write_only", "deprecated"]) {
    for (const path of additions?.[flag] ?? []) {
      const [block, name] = owner(schema, path);
      const target = block.attributes?.[name] ?? block.block_types?.[name]?.block;
      if (!target) throw new Error(`supplement.json: no attribute ${path}`);
      target[flag] = true;
    }
  }
  for (const [path, max] of Object.entries(additions?.max_items ?? {})) {
    const [block, name] = owner(schema, path);
    block.block_types[name].max_items = max;
  }
  for (const [path, fragment] of Object.entries(additions?.blocks ?? {})) {
    const [block, name] = owner(schema, path);
    delete block.attributes[name];
    (block.block_types ??= {})[name] = { ...fragment, block: unfold(fragments, fragment.block, fragment.depth ?? 1) };
    delete block.block_types[name].depth;
  }
}

/**
 * A named fragment with the fragments it names inside. One that contains itself ends after `depth` levels; what cannot
 * do without the next one ends with it.
 */
function unfold(fragments, name, depth) {
  const { attributes = {}, block_types = {} } = fragments[name];
  const nested = {};
  for (const [key, { block, recursive, ...counts }] of Object.entries(block_types)) {
    const inner = recursive && depth === 0 ? undefined : unfold(fragments, block, recursive ? depth - 1 : depth);
    if (inner) nested[key] = { ...counts, block: inner };
    else if (counts.min_items) return undefined;
  }
  return prune({ attributes, block_types: nested });
}

const additions = JSON.parse(readFileSync(join(here, "supplement.json")));
const schemas = { provider: new Module("provider"), resource: {}, data: {}, ephemeral: {} };
const providerVersion = schemas.provider.version;
schemas.provider = { version: 0, block: schemas.provider.block(schemas.provider.root()) };
supplement(schemas.provider, additions.provider, additions.fragments);
for (const line of readFileSync(join(here, "types.txt"), "utf8").split("\n")) {
  if (!line.trim() || line.startsWith("#")) continue;
  const [kind, type] = line.split(" ");
  if (kind === "ephemeral") {
    schemas.ephemeral[type] = { version: 0, block: additions.ephemeral[type] };
    continue;
  }
  const module = new Module((kind === "data" ? "data-" + type : type.slice(4)).replaceAll("_", "-"));
  const schema = { version: additions[kind][type]?.version ?? 0, block: module.block(module.root()) };
  supplement(schema, additions[kind][type], additions.fragments);
  schemas[kind][type] = schema;
}

// One type to a line, in the order of the names, so that a change shows as the lines of the types it touches.
const lines = (types) => Object.keys(types).sort().map((type) => `${JSON.stringify(type)}:${JSON.stringify(types[type])}`).join(",\n");
writeFileSync(join(here, "schema.json"), `{"format_version":"1.0",
"comment":"hashicorp/aws ${providerVersion}, from @cdktf/provider-aws ${packageVersion} by generate.mjs; Copyright (c) HashiCorp, Inc., SPDX-License-Identifier: MPL-2.0",
"provider_version":"${providerVersion}",
"provider":${JSON.stringify(schemas.provider)},
"resource_schemas":{
${lines(schemas.resource)}
},
"data_source_schemas":{
${lines(schemas.data)}
},
"ephemeral_resource_schemas":{
${lines(schemas.ephemeral)}
}}
`);
