import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { parseForeignJson } from '../../core/text/parse-json.ts';
import { HubError } from '../hub-error.ts';

/** Files of a configuration folder. Secrets are in none of them: they say where one is kept, and each machine has its own. */
export const ConfigurationFiles = z.strictObject({
  name: z.string().regex(/^[0-9a-f]{64}$/),
  files: z.record(z.string().regex(/^(?:makers\/)?[\w][\w.-]*\.(?:yaml|csv)$/), z.string()),
});
export type ConfigurationFiles = z.output<typeof ConfigurationFiles>;

/** `payload` is the JSON of {@link ConfigurationFiles}, signed by the authority (Ed25519). */
export const SignedConfiguration = z.strictObject({ payload: z.string(), signature: z.base64() });
export type SignedConfiguration = z.output<typeof SignedConfiguration>;

/** @throws HUB_CONFIGURATION where it is not what the authority signed, or no configuration */
export function readSignedConfiguration(text: string, authorityPem: string): ConfigurationFiles {
  const signed = SignedConfiguration.safeParse(parseForeignJson(text));
  const isSigned =
    signed.success &&
    verify(
      null,
      Buffer.from(signed.data.payload),
      createPublicKey(authorityPem),
      Buffer.from(signed.data.signature, 'base64'),
    );
  const content = ConfigurationFiles.safeParse(isSigned && parseForeignJson(signed.data.payload));
  if (content.success) return content.data;
  throw new HubError('HUB_CONFIGURATION', {
    en: `expected a configuration that the authority of the hub signed, got ${isSigned ? 'something else' : 'one that it did not'}`,
    vi: `cần cấu hình do khóa của trạm nhận ký, nhận được ${isSigned ? 'thứ khác' : 'cái không do khóa ấy ký'}`,
  });
}
