import { CodedError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

export type ScenarioErrorCode = 'SCENARIO_UNKNOWN' | 'SCENARIO_UNFIT' | 'TEST_IMPOSSIBLE';

/** A scenario that is not there or that an inventory has nothing for; a test message that cannot go anywhere. */
export class ScenarioError extends CodedError<ScenarioErrorCode, string | Said> {}
