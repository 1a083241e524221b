import type { PageFigures } from '../../../../src/history/page/chartWords.ts';
import { formatPercent, formatSize } from '../../../../src/quota/format.ts';
import { partitionName, quotaText } from '../../../../src/quota/words.ts';

const thresholds = { warning: 800n, error: 950n };
const format = { language: 'en', units: 'jedec', thresholds } as const;

/** As the extension words figures by default. */
export const figures: PageFigures = {
  language: 'en',
  size: bytes => formatSize(bytes, format),
  percent: quota => formatPercent(quota, format),
  quotaText: quota => quotaText(quota, format),
  partitionName,
  units: [{ size: 1024 ** 3, text: '{0} GB' }],
  thresholds,
};
