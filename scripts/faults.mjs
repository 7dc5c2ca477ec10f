/**
 * Writes docs/faults.md: what can go wrong, what has to happen then, and which tests see to it.
 *
 *   npm run -s faults                    writes it, with the results of the last `npm test`
 *   npm run -s faults -- --check         exits 1 when a row is not accounted for, or the page is stale
 *   npm run -s faults -- --check --ran   also when one of the tests did not pass in the last `npm test`
 */
import { readFile, writeFile } from 'node:fs/promises';
import { complaints } from './faults/accounts';
import { pageOf, withoutResults } from './faults/page';
import { readReports, resultOf } from './faults/results';
import { findTests } from './faults/tests';
import { inCheckout } from './setup/checkout.mjs';
import { Refusal, runCommand, say } from './setup/report.mjs';

const page = inCheckout('docs', 'faults.md');

await runCommand(async () => {
  const options = process.argv.slice(2);
  const check = options.includes('--check');
  const ran = options.includes('--ran');
  if (options.some((option) => !['--check', '--ran'].includes(option)) || (ran && !check))
    throw new Refusal('Type: npm run -s faults, or npm run -s faults -- --check [--ran]');

  const found = await findTests();
  const tests = found.filter((test) => 'rows' in test);
  const reported = await readReports(inCheckout('.cache', 'test'));
  const wanted = pageOf(tests, reported);
  const wrong = [...complaints(found)];
  if (ran)
    for (const test of tests) {
      const result = resultOf(test, reported);
      if (result !== 'passed') wrong.push(`${result}: ${test.file}: ${test.title}`);
    }
  if (check) {
    const is = await readFile(page, 'utf8').catch(() => '');
    if (withoutResults(is) !== withoutResults(wanted))
      wrong.push('docs/faults.md is stale: npm run -s faults');
  } else await writeFile(page, wanted);
  for (const each of wrong) say(each);
  return wrong.length === 0 ? 0 : 1;
});
