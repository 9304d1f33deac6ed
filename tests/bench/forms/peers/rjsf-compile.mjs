// Runs in Node: a schema as JSON on the standard input, the compiled validators into the file named.
import { text } from "node:stream/consumers";
import { writeFileSync } from "node:fs";
import { compileSchemaValidatorsCode } from "@rjsf/validator-ajv8/compileSchemaValidators";

const schema = JSON.parse(await text(process.stdin));
writeFileSync(process.argv[2], compileSchemaValidatorsCode(schema));
