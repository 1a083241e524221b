import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { cleanText } from '../text/cleanText.ts';
import { readOrganizations } from './organization.ts';

/** Something in the settings that is not used as it stands. A row of the Organizations view says so. */
export interface BadSetting {
  readonly kind: 'badSetting';
  /** The setting; absent for the whole file. */
  readonly key?: string;
  /** What it is about, in a word. */
  readonly label: string;
  readonly reason: string;
}

/** What the manifest says about a setting with a single value. */
const settingSchema = v.object({
  type: v.picklist(['string', 'number', 'integer', 'boolean']),
  default: v.unknown(),
  enum: v.optional(v.array(v.string())),
  minimum: v.optional(v.number(), -Infinity),
  maximum: v.optional(v.number(), Infinity),
});
type SettingSchema = v.InferOutput<typeof settingSchema>;

const manifestSchema = v.object({
  contributes: v.object({
    configuration: v.object({ properties: v.record(v.string(), v.unknown()) }),
  }),
});

/**
 * The settings that have a value they cannot have, for which the default is used.
 *
 * @param manifest our package.json, which says what each can have
 */
export function unusableValues(manifest: unknown, read: (key: string) => unknown): BadSetting[] {
  const { properties } = v.parse(manifestSchema, manifest).contributes.configuration;
  return Object.entries(properties).flatMap(([key, facts]): BadSetting[] => {
    const schema = v.safeParse(settingSchema, facts);
    if (!schema.success || fits(read(key), schema.output)) {
      return [];
    }
    const reason = l10n.t('cannot have this value; the default applies: {0}', String(schema.output.default));
    return [{ kind: 'badSetting', key, label: key.replace(/^.*\./, ''), reason }];
  });
}

function fits(value: unknown, { type, enum: choices, minimum, maximum }: SettingSchema): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string' && (choices?.includes(value) ?? true);
    default:
      return (
        typeof value === 'number' &&
        value >= minimum &&
        value <= maximum &&
        (type === 'number' || Number.isInteger(value))
      );
  }
}

const secretField = /secret|token|ticket|password/i;

/** The secrets that somebody typed into the list of organizations, without their values. */
export function secretsInSettings(organizations: unknown, key: string): BadSetting[] {
  const labels = readOrganizations(organizations).map(({ label }) => cleanText(label));
  return (Array.isArray(organizations) ? organizations : []).flatMap((entry: unknown, index): BadSetting[] =>
    Object.keys(typeof entry === 'object' && entry !== null ? entry : {})
      .filter(field => secretField.test(field))
      .map(field => ({
        kind: 'badSetting',
        key,
        label: labels[index] ?? '',
        reason: l10n.t(
          '{0} does not belong in the settings, which are not secret. Remove it, and use Set Access Token or App Secret instead.',
          cleanText(field),
        ),
      })),
  );
}

/** What is said where settings.json as a whole cannot be read. */
export function brokenSettingsFile(): BadSetting {
  return {
    kind: 'badSetting',
    label: 'settings.json',
    reason: l10n.t('has an error, so organizations may be missing'),
  };
}
