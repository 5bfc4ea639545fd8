import { expect, test } from 'vitest';
import { parseYaml } from '#config/files/yaml-file.ts';
import { buildPlanSchema } from '#plan/definition/plan-schema.ts';
import { reportDateFindings } from '#plan/definition/report-date-findings.ts';
import { PLAN_YAML, PLAN_ZONE } from '#test/support/plan.ts';

function findingsOf(registered: string, more = ''): readonly string[] {
  const text = PLAN_YAML.replace('deadline: 2025-11-30', `deadline: 2025-11-30${registered}`) + more;
  const yaml = parseYaml('plan.yaml', text);
  const { report } = buildPlanSchema(PLAN_ZONE).parse(yaml.value);
  return reportDateFindings(yaml, report).map(
    ({ code, file, line, message }) => `${code} ${file}:${line} ${message}`,
  );
}

test.each([
  ['', []],
  [', number: 12/BC-SKHCN, date: 2025-11-16', []],
  [', date: 2025-11-29', []],
  [
    ', number: 12/BC-SKHCN, date: 2025-11-15',
    ['it is dated 2025-11-15, before its data end (the first day after them is 2025-11-16)'],
  ],
  [', date: 2025-11-30', ['it is dated 2025-11-30, and was to be there before 2025-11-30']],
  [', number: 12/BC-SKHCN', ['it has the number 12/BC-SKHCN and no day']],
])('of a report with "%s" doubts %j', (registered, doubts) => {
  expect(findingsOf(registered)).toEqual(
    doubts.map((doubt) => `REPORT_DATE plan.yaml:13 report of 2025: ${doubt}`),
  );
});

test.each([
  ['2025-11-29', []],
  ['2025-11-30', ['it is dated 2025-11-30, after 2025-11-29, the last day for it']],
  ['2025-11-01', ['it is dated 2025-11-01, before its data end (the first day after them is 2025-11-16)']],
])('the report of an agency is due with the forms: %s', (date, doubts) => {
  const own = `  agencies: { health: { years: [{ year: 2025, date: ${date} }] } }\n`;

  expect(findingsOf('', own)).toEqual(
    doubts.map((doubt) => `REPORT_DATE plan.yaml:14 report of 2025: ${doubt}`),
  );
});
