import { inLanguage } from '../language/in-language.ts';
import type { ClusterWords } from './cluster-words.ts';
import { CLUSTER_WORDS_EN } from './cluster-words-en.ts';
import { CLUSTER_WORDS_VI } from './cluster-words-vi.ts';

/** Words about the machines of one record, by language. */
export const clusterWords = inLanguage<ClusterWords>({ en: CLUSTER_WORDS_EN, vi: CLUSTER_WORDS_VI });
