import { Fragment } from "react";
import { Code } from "./ui/code";

/** The URN of an extension is there in full, but quiet: it is the last part that tells attributes apart. */
export function AttributePath({ path }: { path: string }) {
  const split = path.startsWith("urn:") ? path.lastIndexOf(":") + 1 : 0;
  return (
    <Code className="break-normal break-words">
      {split === 0 ? null : (
        <span className="text-faint block text-[11px] leading-4">
          {path
            .slice(0, split)
            .split(/(?<=:)/)
            .map((part, index) => (
              <Fragment key={index}>
                {part}
                <wbr />
              </Fragment>
            ))}
        </span>
      )}
      {path.slice(split)}
    </Code>
  );
}
