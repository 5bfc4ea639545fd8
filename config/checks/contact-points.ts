import { suggestName } from '../../core/text/suggest-name.ts';
import type { Draft, Report } from '../draft/draft.ts';
import type { ReferenceTarget } from '../files/table.ts';

/** A contact point of an agency or district that nobody knows would never be told anything. */
export function checkContactPoints(draft: Draft, report: Report): void {
  const { settings, settingsYaml, agencies, districts } = draft;
  for (const [name, { agency, district }] of Object.entries(settings?.grafana?.contactPoints ?? {})) {
    const check = (
      field: 'agency' | 'district',
      what: string,
      id: string | undefined,
      { file, isDeclared }: ReferenceTarget,
      known: readonly string[],
    ) => {
      if (id === undefined || isDeclared(id)) return;
      const suggestion = suggestName(id, known);
      const hint = suggestion ? ` (did you mean ${suggestion}?)` : '';
      const message = `expected ${what} of ${file}, got ${JSON.stringify(id)}${hint}`;
      report.problem(settingsYaml.problem(['grafana', 'contact_points', name, field], message));
    };
    check('agency', 'an agency', agency, agencies, [...agencies.byId.keys()]);
    check('district', 'a former district', district, districts, [...districts.byId.keys()]);
  }
}
