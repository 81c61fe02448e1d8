// Has the real flagd decide what FlagdCasesTest wrote down, and fails on any difference.
// node agree.cjs DIRECTORY: node_modules and cases lie in it.
const fs = require('fs');
const path = require('path');

const root = path.resolve(process.argv[2]);
const flagd = path.join(root, 'node_modules', '@openfeature', 'flagd-core');
const { FlagdCore, MemoryStorage } = require(flagd);
const { version } = require(path.join(flagd, 'package.json'));

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let contexts = 0;
let answers = 0;
let on = 0;
const wrong = [];

function core(definition) {
    const storage = new MemoryStorage(quiet);
    storage.setConfigurations(definition, true); // strict: against flagd's own schema as well
    return new FlagdCore(storage, quiet);
}

function refuses(definition) {
    try {
        core(JSON.stringify(definition));
        return false;
    } catch {
        return true;
    }
}

// a check that cannot fail proves nothing
const broken = { flags: { a: { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off', targeting: { if: [] } } } };
if (!refuses(broken)) {
    console.error("flagd's own schema takes anything: the definitions are not checked");
    process.exit(1);
}

function compare(file, context, key, expected, details) {
    answers++;
    if (details.errorCode || details.value !== expected) {
        wrong.push(`${file}: "${key}" for ${JSON.stringify(context)} is ${JSON.stringify(expected)}, but flagd says ${JSON.stringify(details)}`);
    }
}

const directory = path.join(root, 'cases');
for (const file of fs.readdirSync(directory).sort()) {
    const { definition, resource, cases } = JSON.parse(fs.readFileSync(path.join(directory, file), 'utf8'));
    const plain = core(definition);
    const cluster = core(JSON.stringify(JSON.parse(resource).spec.flagSpec));
    for (const { context, flags, experiments } of cases) {
        contexts++;
        for (const [key, expected] of Object.entries(flags)) {
            on += expected ? 1 : 0;
            // the default given is the wrong answer, so that falling back to it shows
            compare(file, context, key, expected, plain.resolveBooleanEvaluation(key, !expected, context));
            compare(file, context, key, expected, cluster.resolveBooleanEvaluation(key, !expected, context));
        }
        for (const [key, expected] of Object.entries(experiments)) {
            compare(file, context, key, expected, plain.resolveStringEvaluation(key, 'not to be seen', context));
            compare(file, context, key, expected, cluster.resolveStringEvaluation(key, 'not to be seen', context));
        }
    }
}

wrong.slice(0, 20).forEach((line) => console.error(line));
console.log(`flagd-core ${version} under node ${process.versions.node}: ${answers - wrong.length} of ${answers} answers agree, over ${contexts} contexts`);
if (wrong.length > 0 || contexts < 20000 || on === 0) {
    console.error(wrong.length > 0 ? 'flagd decides otherwise' : 'too few contexts to prove anything');
    process.exit(1);
}
