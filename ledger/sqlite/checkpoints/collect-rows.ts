import { rowLeaf } from '../../checkpoint/checkpoint.ts';
import { type RowTree, readCheckpointRows } from '../../checkpoint/checkpoint-rows.ts';
import { createMerkleTree } from '../../checkpoint/merkle-tree.ts';
import { selectDecisions } from '../reading/decision-reads.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { readRowHashes } from './row-tree.ts';

/** Takes rows that no tree has yet into the next one. */
export interface RowCollector {
  /** Takes in what is there by now; `undefined` where all rows are in trees already. */
  readonly collect: () => Omit<RowTree, 'seq'> | undefined;
}

export function createRowCollector(database: SqlDatabase, mostRows = Number.MAX_SAFE_INTEGER): RowCollector {
  let fromSeq = 0;
  let nextSeq = 0;
  let tree = createMerkleTree();
  return {
    collect: () => {
      const firstSeq = firstWithoutTree(database);
      // Somebody else may have issued one meanwhile.
      if (firstSeq !== fromSeq) {
        [fromSeq, nextSeq] = [firstSeq, firstSeq];
        tree = createMerkleTree();
      }
      const toSeq = fromSeq + mostRows - 1;
      for (const row of readRowHashes(database, { fromSeq: nextSeq, toSeq })) {
        tree.append(rowLeaf(row));
        nextSeq = row.seq + 1;
      }
      if (nextSeq === fromSeq) return undefined;
      return { fromSeq, toSeq: nextSeq - 1, root: tree.root().toString('hex') };
    },
  };
}

function firstWithoutTree(database: SqlDatabase): number {
  const { trees } = readCheckpointRows(selectDecisions(database, 'checkpoint'));
  return (trees.at(-1)?.toSeq ?? 0) + 1;
}
