import { z } from 'zod';

export const ClaimNumber = z
  .string()
  .meta({ value: 'number' })
  .describe('of the claim, as camwatch claim list gives it');
