import { createPseudonyms } from '#collector/influx/pseudonyms.ts';
import { createSecret } from '#core/domain/secret.ts';

/** Pseudonyms by a key that is no secret. */
export const samplePseudonym = createPseudonyms(createSecret('a key of tests'));
