import { type Report, sumOf } from './harness.ts';

/** What a person reads at the end of a run. */
export function linesOf(report: Report): string[] {
  const { happened } = report;
  return [
    `killed: server ${happened.server + happened.both} times, PostgreSQL ${happened.postgres} times (${happened.both} of them both at once); ` +
      `connections cut ${happened.cuts} times, clock moved ${happened.jumps} times`,
    `writes: ${report.acknowledged} acknowledged (${report.repeated} after a repetition), ${report.refused} refused, ${report.open} given up without an answer; ` +
      `${report.losses} answers lost`,
    `checked: ${report.asked} commands asked again, ${report.files} contents of files, ${report.messages} messages (${report.sentTwice} short messages handed to the ` +
      `gateway twice), ${report.sealed} sealed records, ${report.rates} rates`,
    `lost ${sumOf(report, 'lost')}, doubled ${sumOf(report, 'doubled')}, half ${sumOf(report, 'half')}, otherwise wrong ${sumOf(report, 'wrong')}, in ${report.seconds.toFixed(0)} s`,
    ...report.faults.map(({ kind, what, count, examples }) => `  ${kind}: ${count} ${what}, e.g. ${examples.join('; ')}`),
  ];
}
