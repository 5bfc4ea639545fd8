import { expect, test } from 'vitest';
import { Profile } from '#config/settings/profile-schema.ts';
import { days } from '#core/time/units.ts';

const recording = (more: Readonly<Record<string, string>>) =>
  Profile.safeParse({ recording: { prober: 'snmp', ...more } });

test('reads how far back recordings must and may reach', () => {
  expect(recording({ retention: '30d', retention_max: '90d' }).data?.recording).toMatchObject({
    retentionMs: days(30),
    retentionMaxMs: days(90),
  });
  expect(recording({}).data?.recording).not.toHaveProperty('retentionMaxMs');
});

test('refuses recordings that must reach further back than they may', () => {
  expect(recording({ retention: '90d', retention_max: '30d' }).error?.issues).toMatchObject([
    { path: ['recording', 'retention_max'], message: 'expected no less than retention' },
  ]);
});
