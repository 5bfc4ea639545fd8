import { ConfigError, renderProblem } from '../../config/files/config-error.ts';
import { type Config, loadConfig } from '../../config/load-config.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import { shorten } from '../forms/reading/form-flaw.ts';
import { type ConfigEdit, checkEdit, planEdit } from './edit-config.ts';
import { type JudgedForm, withFlaw } from './judge-forms.ts';
import { judgeHandovers, type NewHandover } from './judge-handovers.ts';

/** Forms with their hand-over lists judged, and what the sound ones change in the configuration folder. */
export interface CollectedHandovers {
  readonly forms: readonly JudgedForm[];
  readonly handovers: readonly NewHandover[];
  readonly edit: ConfigEdit;
}

/**
 * Judges the hand-over lists of all forms. The folder must hold together with all that are sound; where it does not, it is
 * tried with each form by itself, so that the one that is wrong is told. Nothing is written.
 * @throws CONFIG_INVALID where the folder does not hold together as it is.
 */
export async function collectHandovers(
  dir: string,
  forms: readonly JudgedForm[],
): Promise<CollectedHandovers> {
  if (!forms.some(hasHandovers)) return { forms, handovers: [], edit: new Map() };
  const config = await loadConfig(dir);
  const zone = createZone(config.settings.city.timeZone);
  const judged = forms.map((form) => judgeListOf(form, config, zone));
  const pending = judged.filter(({ form, handovers }) => isSound(form) && handovers.length > 0);
  const { edit, problem } = await tryEdit(config, unique(pending), zone);
  if (problem === undefined)
    return { forms: judged.map(({ form }) => form), handovers: unique(pending), edit };

  const refused = new Map<JudgedForm, string>();
  for (const one of pending) {
    const alone = await tryEdit(config, one.handovers, zone);
    if (alone.problem !== undefined) refused.set(one.form, alone.problem);
  }
  const sound = pending.filter(({ form }) => !refused.has(form));
  const rest = await tryEdit(config, unique(sound), zone);
  // Each may stand by itself and yet not beside another: then none of them is taken.
  if (rest.problem !== undefined) for (const { form } of sound) refused.set(form, rest.problem);
  const isTaken = rest.problem === undefined;
  return {
    forms: judged.map(({ form }) => {
      const of = refused.get(form);
      const sheet = form.form.tables.get('handovers')?.tab;
      return of === undefined ? form : withFlaw(form, { code: 'configuration', sheet, of: shorten(of, 300) });
    }),
    handovers: isTaken ? unique(sound) : [],
    edit: isTaken ? rest.edit : new Map(),
  };
}

const hasHandovers = ({ unit, form }: JudgedForm): boolean =>
  unit !== undefined && (form.tables.get('handovers')?.rows.some(({ isEmpty }) => !isEmpty) ?? false);

const isSound = ({ submission }: JudgedForm): boolean => submission.flaws.length === 0;

interface JudgedList {
  readonly form: JudgedForm;
  readonly handovers: readonly NewHandover[];
}

function judgeListOf(form: JudgedForm, { inventory }: Config, zone: Zone): JudgedList {
  const table = form.form.tables.get('handovers');
  if (!form.unit || !table) return { form, handovers: [] };
  const { handovers, flaws } = judgeHandovers(table, { unit: form.unit.id, inventory, zone });
  return { form: flaws.length > 0 ? withFlaw(form, ...flaws) : form, handovers };
}

/** Two files that say the same bring a hand-over twice. */
function unique(lists: readonly JudgedList[]): readonly NewHandover[] {
  const byKey = new Map(
    lists.flatMap(({ handovers }) =>
      handovers.map((one) => [`${one.kind}:${one.id}:${one.atMs}`, one] as const),
    ),
  );
  return [...byKey.values()];
}

async function tryEdit(
  config: Config,
  handovers: readonly NewHandover[],
  zone: Zone,
): Promise<{ readonly edit: ConfigEdit; readonly problem?: string }> {
  if (handovers.length === 0) return { edit: new Map() };
  const edit = await planEdit(config.dir, handovers, zone);
  try {
    await checkEdit(config, edit);
    return { edit };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { edit, problem: error.problems.slice(0, 3).map(renderProblem).join('; ') };
  }
}
