/**
 * What is wrong with a filled form, found by the published form.json itself; the twin of
 * scripts/publication/validation.py.
 */
import { dereference, format, validate } from "@cfworker/json-schema";

/** Every keyword that a fault can name; all but `size` are those of JSON Schema. */
export const KEYWORDS = [
  "additionalProperties",
  "format",
  "maxItems",
  "maxLength",
  "maximum",
  "minimum",
  "oneOf",
  "pattern",
  "required",
  "size",
  "type",
  "uniqueItems",
] as const;

export type Keyword = (typeof KEYWORDS)[number];

/** One thing that is wrong, where it is wrong: never a group that holds a faulty part. */
export interface Fault {
  /** JSON pointer to the value; for `required` to where the missing value belongs. */
  readonly place: string;
  readonly keyword: Keyword;
  /** What the form says for the keyword, where that is a number or a word: `maxLength` → 200. */
  readonly limit?: number | string;
}

type Schema = Readonly<Record<string, unknown>>;

/** A larger value is no filled form, but would cost its reader minutes. */
const MOST_PARTS = 10_000;
const MOST_ITEMS = 500;
const DEEPEST = 100;

const PARENTS: ReadonlySet<string> = new Set([
  "$ref",
  "additionalProperties",
  "items",
  "patternProperties",
  "properties",
]);
/** What the engine calls what this module's callers know by the form's own keyword. */
const RENAMED: ReadonlyMap<string, Keyword> = new Map([
  ["enum", "oneOf"],
  ["false", "additionalProperties"],
]);
const MAPS: ReadonlySet<string> = new Set(["$defs", "patternProperties", "properties"]);

// Draft 2020-12 asserts no format; here a date is a day of the calendar.
for (const name of Object.keys(format)) delete format[name];
format["date"] = isCalendarDay;

interface Engine {
  readonly schema: Schema;
  /** Schemas by their address, as the engine's `$ref` finds them. */
  readonly lookup: Record<string, Schema | boolean>;
}

const engines = new WeakMap<Schema, Engine>();

/** Everything that is wrong with a value of any kind; throws on none. Empty: a valid answer. */
export function faults(schema: Schema, value: unknown): Fault[] {
  const sound = new SoundCopy();
  const copy = sound.of(value, "", 0);
  if (sound.isTooLarge) return [{ place: "", keyword: "size" }];
  const engine = engineOf(schema);
  const found = [...sound.faults];
  for (const unit of validate(copy, engine.schema, "2020-12", engine.lookup, false).errors) {
    if (!PARENTS.has(unit.keyword)) found.push(faultOf(unit, engine));
  }
  return found;
}

function engineOf(schema: Schema): Engine {
  let engine = engines.get(schema);
  if (!engine) {
    const plain = plainSchema(schema);
    engine = { schema: plain, lookup: dereference(plain) };
    engines.set(schema, engine);
  }
  return engine;
}

type Unit = ReturnType<typeof validate>["errors"][number];

function faultOf(unit: Unit, engine: Engine): Fault {
  const keyword = RENAMED.get(unit.keyword) ?? (unit.keyword as Keyword);
  const place = decodeURIComponent(unit.instanceLocation.slice(1));
  // the engine gives the place in the answers for the place in the form
  if (keyword === "additionalProperties") return { place, keyword };
  if (keyword === "required") return { place: `${place}/${escaped(quoted(unit.error))}`, keyword };
  const limit = saidAt(unit.keywordLocation, engine);
  return typeof limit === "number" || typeof limit === "string"
    ? { place, keyword, limit }
    : { place, keyword };
}

/** The engine names the missing property in its message alone. */
function quoted(message: string): string {
  return message.slice(message.indexOf('"') + 1, message.lastIndexOf('"'));
}

/** What the form says at a place such as `#/properties/name/$ref/maxLength`. */
function saidAt(location: string, { schema, lookup }: Engine): unknown {
  let node: unknown = schema;
  for (const step of location.split("/").slice(1)) {
    const key = decodeURIComponent(step).replace(/~1/g, "/").replace(/~0/g, "~");
    const { __absolute_ref__: address, [key]: said } = node as Record<string, unknown>;
    node = key === "$ref" && typeof said === "string" ? lookup[String(address)] : said;
  }
  return node;
}

/**
 * The form without its annotations, which the engine would read as schemas; a choice becomes an
 * `enum`, so that a wrong answer is one error and not one for each option.
 */
function plainSchema(schema: Schema): Schema {
  const plain: Record<string, unknown> = {};
  for (const [key, said] of Object.entries(schema)) {
    if (key.startsWith("x-") || key === "$id") continue;
    if (key === "oneOf") Object.assign(plain, choice(said as readonly Schema[]));
    else if (MAPS.has(key)) plain[key] = plainMap(said as Readonly<Record<string, Schema>>);
    else plain[key] = key === "items" ? plainSchema(said as Schema) : said;
  }
  return plain;
}

function plainMap(schemas: Readonly<Record<string, Schema>>): Schema {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, plainSchema(schema)]),
  );
}

function choice(options: readonly Schema[]): Schema {
  const offered = options.map((option) => option["const"]);
  const areWords = offered.every((each) => typeof each === "string");
  return areWords && new Set(offered).size === offered.length
    ? { enum: offered }
    : { oneOf: options.map(plainSchema) };
}

/**
 * A copy on which the engine cannot stumble: of limited size, of JSON's types only, and with
 * names that are Unicode text. No list of a form is longer and no name of it holds half a
 * character, so these are faults wherever they stand.
 */
class SoundCopy {
  isTooLarge = false;
  /** Those of what was left out. */
  readonly faults: Fault[] = [];
  private parts = 0;

  of(value: unknown, place: string, depth: number): unknown {
    this.parts += 1;
    if (this.parts > MOST_PARTS || depth > DEEPEST) this.isTooLarge = true;
    if (this.isTooLarge) return null;
    if (Array.isArray(value)) return this.ofArray(value, place, depth);
    if (typeof value === "object" && value !== null) return this.ofObject(value, place, depth);
    return ["string", "number", "boolean"].includes(typeof value) ? value : null;
  }

  private ofArray(value: readonly unknown[], place: string, depth: number): unknown {
    if (value.length > MOST_ITEMS) {
      this.faults.push({ place, keyword: "size", limit: MOST_ITEMS });
    }
    return Array.from(value.slice(0, MOST_ITEMS), (each, index) =>
      this.of(each, `${place}/${index}`, depth + 1),
    );
  }

  private ofObject(value: object, place: string, depth: number): unknown {
    // without a prototype, __proto__ is a name like any other
    const copy: Record<string, unknown> = Object.create(null);
    for (const [name, each] of Object.entries(value)) {
      if (this.isTooLarge) break;
      const inner = `${place}/${escaped(name)}`;
      const sound = this.of(each, inner, depth + 1);
      if (!/\p{Surrogate}/u.test(name)) copy[name] = sound;
      else this.faults.push({ place: inner, keyword: "additionalProperties" });
    }
    return copy;
  }
}

function escaped(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
}

/** Whether a text is a day of the years 1 to 9999, as `yyyy-mm-dd`. */
function isCalendarDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  // the calendar repeats every 400 years; Date takes years below 100 for those of the last century
  const last = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= last;
}
