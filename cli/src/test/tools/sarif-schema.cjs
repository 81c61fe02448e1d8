// node sarif-schema.cjs SCHEMA FILE: has ajv check a SARIF file against the schema of SARIF 2.1.0.
const fs = require('fs');
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

const [, , schema, file] = process.argv;
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const check = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')));

// a check that cannot fail proves nothing
if (check({ version: '2.1.0' })) {
    console.error('ajv takes anything for SARIF');
    process.exit(1);
}
const sarif = JSON.parse(fs.readFileSync(file, 'utf8'));
if (!check(sarif)) {
    console.error(check.errors);
    process.exit(1);
}
console.log(`ajv: SARIF with ${sarif.runs[0].results.length} results`);
