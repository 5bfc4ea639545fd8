import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIR = join(import.meta.dirname, '../../docs/adr');

/** `docs/adr/README.md`: every decision by its heading. */
export function renderDecisions(): string {
  const names = readdirSync(DIR).filter((name) => /^\d{4}-.+\.md$/.test(name));
  return `# Decisions (ADRs)

Generated from their headings by \`camwatch generate\`: do not edit.

Why things are as they are: context, decision, consequences, what was rejected. One is never rewritten, only superseded.

${names.toSorted().map(renderLine).join('\n')}
`;
}

function renderLine(name: string): string {
  const [heading = ''] = readFileSync(join(DIR, name), 'utf8').split('\n');
  return `- [${Number(name.slice(0, 4))}](${name}): ${heading.replace(/^# \d+\.? */, '')}`;
}
