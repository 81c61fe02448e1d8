// node schemas.cjs SCHEMAS REPOSITORY: has ajv compile the schemas and check the files of a repository against them.
const fs = require('fs');
const path = require('path');
const Ajv = require('ajv/dist/2020').default;
const YAML = require('yaml');

const [, , schemas, repository] = process.argv;
const ajv = new Ajv({ strict: false, allErrors: true, multipleOfPrecision: 6 });
for (const name of ['policy', 'flag', 'experiment', 'hoist']) {
    const schema = JSON.parse(fs.readFileSync(path.join(schemas, `${name}.schema.json`), 'utf8'));
    schema.$id = `https://hoist.dev/schemas/${name}.schema.json`;
    ajv.addSchema(schema);
}
const check = ajv.getSchema('https://hoist.dev/schemas/hoist.schema.json');

// a check that cannot fail proves nothing
if (check({ flag: 'a' })) {
    console.error('ajv takes anything');
    process.exit(1);
}
let wrong = 0;
let files = 0;
for (const name of fs.readdirSync(path.join(repository, 'flags'), { recursive: true })) {
    if (name.endsWith('.yaml')) {
        files++;
        if (!check(YAML.parse(fs.readFileSync(path.join(repository, 'flags', name), 'utf8')))) {
            wrong++;
            console.error(name, check.errors);
        }
    }
}
console.log(`ajv: ${files} files, ${wrong} refused`);
process.exit(wrong > 0 || files === 0 ? 1 : 0);
