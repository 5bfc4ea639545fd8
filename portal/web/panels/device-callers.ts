import { viewRoot } from '../../../alerts/notifications/messages/words/root-view.ts';
import type { Device } from '../../../core/domain/inventory.ts';
import type { CausesOf } from '../../city/causes-of.ts';
import { publicCity } from '../../city/tell-incidents.ts';
import type { VisibleLink } from '../../city/visible-fleet.ts';
import type { PageContext } from '../frame/page-context.ts';
import { type Caller, callersOf, carrierOf } from './called.ts';

interface Around {
  readonly causes: CausesOf;
  /** On the way to it. */
  readonly lines: readonly VisibleLink[];
}

/** Whom to call about a device: first about what it is lost by now, then who keeps it, then who carries the lines on the way. */
export function callersOfDevice(
  context: PageContext,
  { contractor: id = '' }: Device,
  { causes, lines }: Around,
): readonly Caller[] {
  const { view, messages } = context;
  const { contractors } = view.shown.inventory;
  const city = publicCity(view, messages.language);
  const contractor = contractors.get(id);
  const all = [
    ...causes.incidents.told.flatMap(({ summary }) => callersOf(context, viewRoot(summary.root, city))),
    ...(contractor
      ? [{ name: contractor.name, number: contractor.hotline, role: messages.duty.roles.contractor }]
      : []),
    ...lines.flatMap(({ link }) => {
      const carrier = contractors.get(link.carrier ?? '');
      return carrierOf(context, { link, carrier, carrierHotline: link.hotline ?? carrier?.hotline });
    }),
  ];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
