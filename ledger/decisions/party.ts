import { z } from 'zod';

/**
 * Who acts: an agency, a contractor, or `dost`, the Department of Science and Technology that watches over all of them.
 * An organisation, never a person.
 */
export type Party = 'dost' | `agency:${string}` | `contractor:${string}`;

export const PartySchema = z.union([
  z.literal('dost'),
  z.templateLiteral(['agency:', z.string().min(1)]),
  z.templateLiteral(['contractor:', z.string().min(1)]),
]);

export const agencyParty = (id: string): Party => `agency:${id}`;
export const contractorParty = (id: string): Party => `contractor:${id}`;

/** Reads `dost`, `agency:ID` or `contractor:ID`; `undefined` when the text is none of these. */
export function parseParty(text: string): Party | undefined {
  return PartySchema.safeParse(text).data;
}
