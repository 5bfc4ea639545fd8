// Owns namespaces of its own until it is killed: the process in them is told apart by its argument.
import { runInNamespaces } from '#simulator/cluster/run-in-namespaces.ts';

const [name = ''] = process.argv.slice(2);
const inside = new URL('left-behind-child.ts', import.meta.url).pathname;
runInNamespaces(inside, [name], ['pipe', 'inherit', 'inherit']);
