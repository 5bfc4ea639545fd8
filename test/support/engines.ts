import type { ProtocolProbers } from '#collector/create-probers.ts';
import { isBare } from '#collector/probing/is-bare.ts';
import type { SingleProber } from '#collector/probing/prober.ts';
import type { Engines } from '#collector/scheduler/dispatcher.ts';
import type { Engine } from '#collector/scheduler/probe-batch.ts';
import { PROBERS } from '#core/domain/probers.ts';

const ENGINES = PROBERS.filter((name) => name !== 'channel');
/** All that speak to devices in their own protocols. */
export const PROTOCOLS = ENGINES.filter((name) => !isBare(name));

/** One prober in the place of all of them. */
export const asAllProtocols = (prober: SingleProber): ProtocolProbers =>
  Object.fromEntries(PROTOCOLS.map((name) => [name, prober])) as ProtocolProbers;

/** One engine in the place of all. */
export const asAllEngines = (engine: Engine): Engines =>
  Object.fromEntries(ENGINES.map((name) => [name, engine])) as Engines;
