import * as vscode from 'vscode';
import { readSetting } from '../editor/settings.ts';
import { settings } from '../ids.ts';
import { type Format, readSizeUnits } from './format.ts';
import { readThresholds } from './fullness.ts';

/** How figures are written with the current settings. */
export function readFormat(): Format {
  return {
    language: vscode.env.language,
    units: readSizeUnits(readSetting(settings.sizeUnits)),
    thresholds: readThresholds(readSetting(settings.warningPercent), readSetting(settings.errorPercent)),
  };
}
