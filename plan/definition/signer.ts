import { z } from 'zod';
import { seenText } from '../../config/files/values.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { oneOf } from './plan-values.ts';

/** Who signs: `KT. GIÁM ĐỐC` over `PHÓ GIÁM ĐỐC` is the authority `KT.`, `onBehalfOf` and `post`. */
export interface Signer {
  readonly authority?: 'TM.' | 'KT.' | 'Q.' | 'TL.' | 'TUQ.';
  readonly onBehalfOf?: string;
  readonly post?: string;
  readonly name?: string;
}

export const SignerSchema = z
  .strictObject({
    authority: oneOf(['TM.', 'KT.', 'Q.', 'TL.', 'TUQ.'])
      .optional()
      .describe('Where the signer does not sign as the head.'),
    on_behalf_of: seenText('a post').optional().describe('Whom the signer stands in for, in capitals.'),
    post: seenText('a post').optional().describe('Post of the signer, in capitals.'),
    name: seenText('a name').optional().describe('Name of the signer, without titles.'),
  })
  .transform(({ on_behalf_of, ...signer }): Signer => omitUndefined({ ...signer, onBehalfOf: on_behalf_of }));
