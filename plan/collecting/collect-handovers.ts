import { type Config, loadConfig } from '../../config/load-config.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import { shorten } from '../forms/reading/form-flaw.ts';
import type { ConfigEdit } from './edit-config.ts';
import { type JudgedForm, withFlaw } from './judge-forms.ts';
import { judgeHandovers } from './judge-handovers.ts';
import type { NewHandover } from './new-handover.ts';
import { planTogether } from './plan-together.ts';

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
  const { handovers, edit, refused } = await planTogether(config, pending, zone);
  const whyOf = new Map(pending.map(({ form }, at) => [form, refused[at]]));
  return {
    forms: judged.map(({ form }) => {
      const of = whyOf.get(form);
      const sheet = form.form.tables.get('handovers')?.tab;
      return of === undefined ? form : withFlaw(form, { code: 'configuration', sheet, of: shorten(of, 300) });
    }),
    ...{ handovers, edit },
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
