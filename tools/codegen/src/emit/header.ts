import packageJson from "../../package.json" with { type: "json" };

/** The first lines of a generated file: the contract and the generator, without time or machine. */
export function header(contractSha256: string): string {
  return [
    "// Generated from spec/openapi.yaml by `pnpm generate`; do not edit.",
    `// contract sha256 ${contractSha256}`,
    `// generator ${packageJson.name} ${packageJson.version}`,
    "",
    "",
  ].join("\n");
}
