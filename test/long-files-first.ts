import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Those that take a minute or more, the longest first. */
const longFiles = [
  "test/queue/soak.test.ts",
  "test/queue/chaos.test.ts",
  "test/delivery/crash.test.ts",
  "test/queue/service.test.ts",
  "test/browser/console-screens.test.ts",
  "test/browser/preview-screens.test.ts",
  "test/browser/preview.test.ts",
  "test/commands/editions.test.ts",
];

/** On a machine that never ran them, the runner would leave a long file to the end, where it would run alone. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification): number => {
      const found = longFiles.indexOf(relative(project.config.root, moduleId).replaceAll("\\", "/"));
      return found === -1 ? longFiles.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
