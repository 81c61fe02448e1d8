// node editor.cjs REPOSITORY: has yaml-language-server complete and check files of a repository that "hoist init" has set up.
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const { pathToFileURL } = require('url');
const rpc = require('vscode-jsonrpc/node');

const root = path.resolve(process.argv[2]);
const HEAD = 'flag: a\ndescription: d\nowner: o\n';
// where the cursor stands, and what an editor has to offer there, and nothing else
const COMPLETIONS = [
    { text: '|', offers: ['a flag', 'an experiment', 'experiment', 'flag'] },
    { text: `${HEAD}environments:\n  |`, offers: ['production', 'staging'] },
    { text: `${HEAD}environments:\n  production:\n    rings:\n      |`, offers: ['beta', 'ga', 'internal'] },
    { text: `${HEAD}environments:\n  production:\n    percentage: |`, offers: ['0', '1', '10', '100', '25', '5', '50', '75'] },
    { text: `${HEAD}dependencies:\n  - |\nenvironments: {}`, offers: ['my_first_flag'] },
    { text: 'experiment: e\nwithin: |', offers: ['my_first_flag'] },
    { text: 'flag: a\nstrategy: |', offers: ['canary', 'percentage', 'ring'] },
];
const CHECKS = [
    { text: `${HEAD}environments: {production: {percentage: 25}}\n`, wrong: false },
    { text: `${HEAD}environments: {added_since: {percentage: 25}}\n`, wrong: false },
    { text: `${HEAD}environments: {production: {percentage: 125}}\n`, wrong: true },
    { text: `${HEAD}environment: {}\n`, wrong: true },
];

const settings = JSON.parse(fs.readFileSync(path.join(root, '.vscode/settings.json'), 'utf8'));
const schemas = {};
for (const [schema, files] of Object.entries(settings['yaml.schemas'])) {
    schemas[pathToFileURL(path.resolve(root, schema)).href] = files;
}
const yaml = { schemas, schemaStore: { enable: false }, completion: true, validate: true, yamlVersion: '1.2' };

async function main() {
    const binary = path.join(path.dirname(require.resolve('yaml-language-server/package.json')), 'bin/yaml-language-server');
    const server = spawn(process.execPath, [binary, '--stdio']);
    const connection = rpc.createMessageConnection(
        new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
    connection.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => (section === 'yaml' ? yaml : null)));
    connection.onRequest('client/registerCapability', () => null);
    const told = new Map();
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => told.get(uri)?.(diagnostics));
    connection.listen();
    const rootUri = pathToFileURL(root).href;
    await connection.sendRequest('initialize', {
        processId: process.pid,
        rootUri,
        workspaceFolders: [{ uri: rootUri, name: 'repository' }],
        capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } }, workspace: { configuration: true } },
    });
    connection.sendNotification('initialized', {});
    connection.sendNotification('workspace/didChangeConfiguration', { settings: { yaml } });
    await new Promise((done) => setTimeout(done, 1000));

    let number = 0;
    const open = (text) => {
        const uri = pathToFileURL(path.join(root, `flags/features/a${++number}.yaml`)).href;
        const diagnostics = new Promise((done) => told.set(uri, done));
        connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
        return { uri, diagnostics };
    };
    const wrong = [];
    for (const { text, offers } of COMPLETIONS) {
        const at = text.indexOf('|');
        const before = text.slice(0, at);
        const { uri } = open(text.replace('|', ''));
        const position = { line: before.split('\n').length - 1, character: at - before.lastIndexOf('\n') - 1 };
        const { items } = await connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
        const labels = items.map(({ label }) => label).sort();
        if (JSON.stringify(labels) !== JSON.stringify(offers)) {
            wrong.push(`${JSON.stringify(text)} offers ${labels.join(', ')}`);
        }
        for (const { textEdit, insertText } of items) {
            if (/(^|\n)\s*\$\{\d+:[^}]*\}:/.test(textEdit?.newText ?? insertText)) {
                wrong.push(`${JSON.stringify(text)} inserts a placeholder as a key: ${textEdit?.newText ?? insertText}`);
            }
        }
    }
    for (const check of CHECKS) {
        const diagnostics = await open(check.text).diagnostics;
        if (diagnostics.length > 0 !== check.wrong) {
            wrong.push(`${JSON.stringify(check.text)}: ${diagnostics.map(({ message }) => message).join('; ') || 'nothing is wrong'}`);
        }
    }
    wrong.forEach((line) => console.error(line));
    console.log(`yaml-language-server: ${COMPLETIONS.length} completions, ${CHECKS.length} files, ${wrong.length} otherwise than expected`);
    server.kill();
    process.exit(wrong.length > 0 ? 1 : 0);
}

setTimeout(() => {
    console.error('yaml-language-server does not answer');
    process.exit(1);
}, 60_000).unref();
main();
