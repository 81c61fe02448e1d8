// node sarif.cjs LOG: fails on the errors and warnings that sarif-multitool wrote about a SARIF file.
const fs = require('fs');

const [run] = JSON.parse(fs.readFileSync(process.argv[2], 'utf8')).runs;
const results = run.results ?? [];
const bad = results.filter(({ level = 'warning' }) => level === 'error' || level === 'warning');
for (const { ruleId, level = 'warning', message, locations = [] } of bad) {
    console.error(ruleId, level, JSON.stringify(message), locations[0]?.physicalLocation?.region?.startLine);
}
console.log(`sarif-multitool: ${results.length} results, ${bad.length} of them errors or warnings`);
process.exit(bad.length > 0 ? 1 : 0);
