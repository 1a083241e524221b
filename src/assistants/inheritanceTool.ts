import { DingTalkError } from '../dingtalk/errors.ts';
import { canAskInheritance, type Organization } from '../organizations/organization.ts';
import { cleanSentence } from '../text/cleanText.ts';
import { chooseOrganization, nameOf } from './chooseOrganization.ts';
import { inheritanceInput, readInput } from './readInput.ts';
import { asCode, bounded, failureFor, sentenceFor, type Tool, ToolFailure } from './tool.ts';

export interface InheritanceParts {
  readonly organizations: () => readonly Organization[];
  /** Reads an id or a link. */
  readonly readDentryUuid: (text: string) => { readonly dentryUuid: string } | { readonly problem: string };
  /** Asks DingTalk. One metered call. @throws DingTalkError */
  readonly ask: (
    organization: Organization,
    dentryUuid: string,
    signal: AbortSignal,
  ) => Promise<{ readonly inheritance: string }>;
  /** A mode and what it means. */
  readonly modeSentence: (inheritance: string) => string;
}

/** Reports whether a file or folder inherits its permissions. Always a metered call; the answer is kept in the view. */
export function inheritanceTool(parts: InheritanceParts): Tool {
  const read = (input: unknown) => {
    const { dentryUuid: text, organization: named } = readInput(inheritanceInput, input);
    const result = parts.readDentryUuid(text);
    if ('problem' in result) {
      throw new ToolFailure(`invalidParameter: dentryUuid. ${cleanSentence(result.problem)}`);
    }
    const organization = chooseOrganization(parts.organizations(), named);
    if (organization === undefined) {
      const there = parts.organizations().map(nameOf);
      throw new ToolFailure(
        bounded(['There are several organizations. Name the one that the file belongs to:', ...there]),
      );
    }
    if (!canAskInheritance(organization)) {
      throw new ToolFailure(sentenceFor(new DingTalkError('notSupported'), organization));
    }
    return { organization, dentryUuid: result.dentryUuid };
  };
  return {
    prepare: input => ({ ...read(input), isMetered: true }),
    async run(input, signal) {
      const { organization, dentryUuid } = read(input);
      try {
        const { inheritance } = await parts.ask(organization, dentryUuid, signal);
        return bounded([
          `${dentryUuid} in ${nameOf(organization)}: ${asCode(inheritance)}`,
          parts.modeSentence(inheritance),
        ]);
      } catch (error) {
        throw failureFor(error, organization);
      }
    },
  };
}
