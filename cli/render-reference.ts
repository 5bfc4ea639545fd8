import type { z } from 'zod';
import { MoneyRuleKeys } from '../config/contract-terms/money-rules.ts';
import { Terms } from '../config/contract-terms/terms-schema.ts';
import { CONFIG_FILES, OTHER_FILES } from '../config/draft/config-files.ts';
import { FINDINGS } from '../config/draft/finding.ts';
import type { Columns } from '../config/files/columns.ts';
import { DEVICE_COLUMNS } from '../config/inventory/device-table.ts';
import { buildEntitySchemas } from '../config/inventory/entity-schemas.ts';
import { HANDOVER_COLUMNS } from '../config/inventory/handover-table.ts';
import { LINK_COLUMNS } from '../config/inventory/link-table.ts';
import { SITE_COLUMNS } from '../config/inventory/site-table.ts';
import { listEntryKeys, listKeys, listSettings, type Setting } from '../config/list-settings.ts';
import { CalendarEntry } from '../config/settings/calendar-schema.ts';
import { createZone } from '../core/time/zone.ts';
import { buildPlanSchema } from '../plan/definition/plan-schema.ts';

/** `docs/configuration.md`: every file, setting, column and finding, read off the schemas. */
export function renderReference(): string {
  return `# Configuration

Generated from the schemas by \`camwatch generate\`: do not edit.

A configuration is a folder. \`camwatch check <dir>\` says everything that is wrong with it, as \`file:line:col path: expected …, got …\`.
In CSV files \`col\` is the number of the column, as a spreadsheet counts it (A is 1), and \`path\` its name.

${table(
  ['file', 'needed', 'holds'],
  [...CONFIG_FILES, ...OTHER_FILES].map(({ name, isRequired, about }) => [
    `\`${name}\``,
    isRequired ? 'yes' : '',
    about,
  ]),
)}

Texts are UTF-8, with or without a byte order mark. Names of people and places are composed (NFC). Ids are lower-case letters, digits and
dashes; they never change. A date such as \`2025-07-01\` is midnight in the city; an instant such as \`2025-10-01T08:00+07:00\` says its own offset.
Validity is half-open: \`valid_to\`, \`to\` and \`retired\` are the first instant at which it no longer holds.

## camwatch.yaml

[An example with every key](camwatch.example.yaml). An unknown key is an error.

${table(
  ['key', 'value', 'default', 'meaning'],
  listSettings().flatMap((setting) => settingRows(setting, '')),
)}

## YAML tables

Each file is one key, named after the file, with a list of entries; \`areas.yaml\` has three: \`list_version\`, \`districts\`, \`areas\`.

${entryTables()}

### contracts.yaml: the terms of a contract

What each term means, with formulas: [contracts](contracts.md). What is left out has its default, which grants nothing unless the table says so.

${keyTable(Terms)}

A rule of \`deductions\`, \`penalties\` or \`damages\`:

${keyTable(MoneyRuleKeys)}

## plan.yaml

The plan of the city, its registers and the annual report: [the plan](plan.md). Read by \`camwatch plan\`, \`camwatch report\` and \`camwatch check\`; a city is
watched without it, and while something is wrong in it.

${table(
  ['key', 'value', 'default', 'meaning'],
  listKeys(buildPlanSchema(createZone('UTC'))).flatMap((key) => settingRows(key, '')),
)}

## CSV tables

The first row names the columns, in any order; an unknown column is an error. Comma or semicolon, as the header has it; a decimal comma is read
too. Fields with delimiters, quotes or line ends are quoted. An empty field is an absent value.

### sites.csv

${columnTable(SITE_COLUMNS)}

### devices.csv

${columnTable(DEVICE_COLUMNS)}

### links.csv

${columnTable(LINK_COLUMNS)}

### handovers.csv

Devices and contracts that change hands. The row in \`devices.csv\` or \`contracts.yaml\` stands for how things are after the last hand-over on
record, also one that is still to come; earlier owners follow from walking back through this file. So a file stays right as time passes.

${columnTable(HANDOVER_COLUMNS)}

## Findings

What deserves a look but is no error.

${table(
  ['code', 'meaning'],
  Object.entries(FINDINGS).map(([code, meaning]) => [`\`${code}\``, meaning]),
)}
`;
}

function entryTables(): string {
  const { agency, contractor, contract, programme, district, area, contact } = buildEntitySchemas(
    createZone('UTC'),
  );
  const tables = [
    ['agencies.yaml', agency],
    ['contractors.yaml', contractor],
    ['contracts.yaml', contract],
    ['calendars.yaml', CalendarEntry],
    ['programmes.yaml', programme],
    ['areas.yaml: districts', district],
    ['areas.yaml: areas', area('')],
    ['contacts.yaml', contact],
  ] as const;
  return tables
    .map(([name, schema]) => {
      const rows = listEntryKeys(schema).flatMap((key) => settingRows(key, ''));
      return `### ${name}\n\n${table(['key', 'value', 'default', 'meaning'], rows)}`;
    })
    .join('\n\n');
}

function keyTable(schema: z.ZodType): string {
  return table(
    ['key', 'value', 'default', 'meaning'],
    listKeys(schema).flatMap((key) => settingRows(withoutExplained(key), '')),
  );
}

/** Where the value says by itself what stands within it, rows of its own would say it again. */
function withoutExplained(key: Setting): Setting {
  return { ...key, children: key.value === 'section' ? key.children.map(withoutExplained) : [] };
}

function settingRows(setting: Setting, parent: string): readonly (readonly string[])[] {
  const path = parent === '' ? setting.name : `${parent}.${setting.name}`;
  const rows = setting.children.flatMap((child) => settingRows(child, path));
  return [[`\`${path}\``, setting.value, defaultOf(setting), setting.about], ...rows];
}

function defaultOf(setting: Setting): string {
  if (setting.name.startsWith('<')) return '';
  if (setting.isRequired) return '(needed)';
  const { default: value } = setting;
  return value === undefined || typeof value === 'object' ? '' : `\`${value}\``;
}

function columnTable(columns: Columns): string {
  return table(
    ['column', 'needed', 'value', 'meaning'],
    Object.values(columns).map(({ name, isRequired, expected, about }) => [
      `\`${name}\``,
      isRequired ? 'yes' : '',
      expected,
      about,
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
