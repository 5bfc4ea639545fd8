import { z } from 'zod';
import type { DayRule, MoneyRule, MoneyType } from '../../core/domain/contract-terms.ts';
import { namingKeys } from '../files/parse-value.ts';
import { percentPpm, tierAmount, vnd } from './term-values.ts';
import { type TierAsWritten, tierFlaws } from './tier-flaws.ts';

/** Rules of money as people write them: what is counted, what each amount is for, and its limits. */

type Counted =
  | { readonly per: 'device' | 'link' | 'fleet'; readonly by: 'tiers' }
  | { readonly per: 'device' | 'link'; readonly by: 'hours-over-restoration' }
  | { readonly per: 'device'; readonly by: DayRule }
  | { readonly per: 'incident'; readonly by: 'hours-over-response' };

const COUNTED: ReadonlyMap<string, Counted> = new Map<string, Counted>([
  ['device', { per: 'device', by: 'tiers' }],
  ['link', { per: 'link', by: 'tiers' }],
  ['fleet', { per: 'fleet', by: 'tiers' }],
  ['device and started hour beyond the restoration time', { per: 'device', by: 'hours-over-restoration' }],
  ['link and started hour beyond the restoration time', { per: 'link', by: 'hours-over-restoration' }],
  ['recorder and day without recording', { per: 'device', by: 'whole-days-without-recording' }],
  ['recorder and started day without recording', { per: 'device', by: 'days-without-recording' }],
  ['incident and started hour beyond the response time', { per: 'incident', by: 'hours-over-response' }],
]);

const FEES = { device: 'device', link: 'link', fleet: 'contract' } as const;

const TIER = {
  from: percentPpm()
    .or(z.literal('0%').transform(() => 0))
    .optional(),
  below: percentPpm().describe('The tier holds below it; of several the lowest.'),
  amount: tierAmount,
};
const Tier = z.strictObject(TIER, { error: namingKeys(TIER) });

const RULE = {
  per: z
    .enum([...COUNTED.keys()], { error: `expected one of ${[...COUNTED.keys()].join(', ')}` })
    .describe('What is counted.'),
  of: z
    .string({ error: 'expected the fee that the percentages are of' })
    .regex(
      /^monthly (fee|price) of the (device|link|contract)$/,
      'expected monthly fee of the device, link or contract',
    )
    .optional()
    .meta({
      value: '`monthly fee of the device`, `… link`, `… contract` (or `price`)',
      description:
        'The fee that percentages are of: that of the device per device, of the link per link, of the contract per fleet.',
    }),
  tiers: z
    .array(Tier, { error: 'expected a list of tiers' })
    .min(1, 'expected at least one tier')
    .optional()
    .meta({
      value: 'list of `{ below: 98.5%, amount: 5% }`',
      description:
        'Below so much availability, so much: highest first. `from` may say where a tier ends; it must be where the next one begins.',
    }),
  amount: vnd.optional().describe('For each started hour or day, where that is what is counted.'),
  cap: percentPpm(' of the monthly fee of the contract')
    .optional()
    .describe('Limit of all lines of the rule in a period.'),
  statutory_cap: percentPpm(' of the breached part')
    .optional()
    .describe('Limit set by law: the fees of the devices and links that have lines are the breached part.'),
  repeat: percentPpm('', 1_000)
    .optional()
    .describe('How much more each further breach in a row counts than the one before it.'),
  legal_basis: z
    .string({ error: 'expected a text' })
    .min(1, 'expected a text')
    .optional()
    .describe('The law or clause that it rests on, printed beside its lines.'),
};

/** A rule as it is written, before its keys are held against each other. */
export const MoneyRuleKeys = z.strictObject(RULE, { error: namingKeys(RULE) });
type RuleAsWritten = z.output<typeof MoneyRuleKeys>;

/** A rule without its name and kind of money, which its place says. */
const moneyRule = MoneyRuleKeys.transform((written, context) => {
  const flaws = ruleFlaws(written);
  for (const { path, message } of flaws) context.addIssue({ code: 'custom', path: [...path], message });
  const rule = flaws.length === 0 ? buildRule(written) : undefined;
  return rule ?? z.NEVER;
});

/** One rule, or several of the same kind of money. */
export const moneyRules = z
  .union([moneyRule, z.array(moneyRule).min(1, 'expected at least one rule')], {
    error: 'expected a rule as keys with values, or a list of them',
  })
  .meta({ value: 'a rule, or a list of rules' });

/** Rules by their place in the terms: `deductions`, or `deductions-1` and on where there are several. */
export function nameRules(
  type: MoneyType,
  key: string,
  written: z.output<typeof moneyRules> | undefined,
): readonly MoneyRule[] {
  if (written === undefined) return [];
  if (!Array.isArray(written)) return [{ ...written, type, id: key }];
  return written.map((rule, index) => ({ ...rule, type, id: `${key}-${index + 1}` }));
}

interface RuleFlaw {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function ruleFlaws({ per, of, tiers, amount }: RuleAsWritten): readonly RuleFlaw[] {
  const counted = COUNTED.get(per);
  if (counted === undefined) return [];
  if (counted.by !== 'tiers') {
    return [
      ...(amount === undefined
        ? [{ path: ['amount'], message: 'expected an amount such as 200000 VND' }]
        : []),
      ...(tiers ? [{ path: ['tiers'], message: `expected an amount and no tiers for each ${per}` }] : []),
    ];
  }
  return [
    ...(amount === undefined ? [] : [{ path: ['amount'], message: 'expected amounts in the tiers only' }]),
    ...(tiers ? tierFlaws(tiers) : [{ path: ['tiers'], message: 'expected a list of tiers' }]),
    ...feeFlaws(counted.per, of, tiers ?? []),
  ];
}

function feeFlaws(
  per: keyof typeof FEES,
  of: string | undefined,
  tiers: readonly TierAsWritten[],
): readonly RuleFlaw[] {
  const message = `expected monthly fee of the ${FEES[per]}, since the rule is per ${per}`;
  const needsFee = tiers.some(({ amount }) => 'ofFeePpm' in amount);
  if (of === undefined) return needsFee ? [{ path: ['of'], message }] : [];
  return of.endsWith(` of the ${FEES[per]}`) ? [] : [{ path: ['of'], message }];
}

function buildRule({ per, tiers = [], amount, cap, statutory_cap, repeat, legal_basis }: RuleAsWritten) {
  const counted = COUNTED.get(per);
  if (counted === undefined) return undefined;
  const limits = {
    ...(cap !== undefined && { capPpm: cap }),
    ...(statutory_cap !== undefined && { statutoryCapPpm: statutory_cap }),
    ...(repeat !== undefined && { repeatPpm: repeat }),
    ...(legal_basis !== undefined && { legalBasis: legal_basis }),
  };
  if (counted.by === 'tiers') {
    const steps = tiers.map(({ below, amount: each }) => ({ belowPpm: below, amount: each }));
    return { ...limits, ...counted, tiers: steps };
  }
  return amount === undefined ? undefined : { ...limits, ...counted, vnd: amount };
}
