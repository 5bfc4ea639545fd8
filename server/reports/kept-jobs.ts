import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PRIVATE_FOLDER_MODE } from '../../core/host/private-files.ts';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import { isOpen, type ReportJob } from '../../portal/reports/report-desk.ts';

const JOB = 'job.json';
const ID = /^[0-9a-f-]{36}$/;

const RESTARTED = {
  en: 'the server was started anew before it was made: ask for it again',
  vi: 'máy chủ khởi động lại khi đang lập: hãy lập lại',
};

/** Reports that were asked for, each in a folder of its own that nobody else may look into. */
export function openKeptJobs(folder: string) {
  return {
    folderOf: (id: string): string => join(folder, id),
    /** What was under way when the process ended has failed. */
    read: (): readonly ReportJob[] =>
      listFolder(folder)
        .filter((name) => ID.test(name))
        .flatMap((name) => readJob(join(folder, name, JOB)) ?? [])
        .map((job) => (isOpen(job) ? { ...job, state: 'failed', failure: RESTARTED } : withoutRunning(job))),
    write: (job: ReportJob): void => {
      mkdirSync(join(folder, job.id), { recursive: true, mode: PRIVATE_FOLDER_MODE });
      writeWholeFile(join(folder, job.id, JOB), JSON.stringify(job));
    },
    remove: (id: string): void => rmSync(join(folder, id), { recursive: true, force: true }),
  };
}

const withoutRunning = (job: ReportJob): ReportJob => ({
  ...job,
  files: job.files.map(({ verified, ...file }) => ({
    ...file,
    ...(verified && verified.is !== 'running' && { verified }),
  })),
});

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Nobody asked for a report yet.
    return [];
  }
}

function readJob(path: string): ReportJob | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Cut short, or not to be read: it is not shown.
    return undefined;
  }
}
