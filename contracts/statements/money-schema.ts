import { z } from 'zod';

/** Whole đồng as decimal text: exact, however large. */
export const Vnd = z.string().regex(/^-?\d+$/);

export const ByType = z.strictObject({ penalty: Vnd, deduction: Vnd, damages: Vnd });
