import { reportText } from './report';
import { verifyRecord } from './verify';

/** Of sysexits.h, where it has a word for it. */
const exitCodes = { good: 0, damaged: 1, absent: 66 } as const;

/** The report as text, and the exit code: 0 good, 1 damaged, 66 there is no such file. */
export const runVerification = async (
  file: string,
): Promise<{ readonly text: string; readonly exitCode: number }> => {
  const report = await verifyRecord(file);
  return { text: reportText(report), exitCode: exitCodes[report.state] };
};
