import { findProgram } from '../../../collector/probers/reach-engine.ts';
import { removeRoutes, unreachableIn } from '../../../simulator/faults/routes.ts';

/**
 * Takes away the routes that a demo which died left on a block of addresses: nobody else uses the block, and nothing on
 * these addresses can listen. The kernel knows them, whatever became of the demo's folder.
 * @returns why some are still there.
 */
export async function clearBlock(block: number, searchPath: string): Promise<string | undefined> {
  const left = await unreachableIn(block);
  if (left.length === 0) return undefined;
  const program = await findProgram('ip', searchPath);
  if (program !== undefined) await removeRoutes(program, left);
  const [first, ...others] = await unreachableIn(block);
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `expected addresses that are free, but a demo that was killed left unreachable routes (${first}${more}); remove them as root with the program ip`;
}
