/** No import cycles, neither between files nor between folders. Type imports count. */
export default {
  forbidden: [
    {
      name: "no-file-cycle",
      comment: "Move what both files need into a third file.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-folder-cycle",
      comment: "Move the shared part into the folder that is imported by the other one.",
      severity: "error",
      scope: "folder",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    includeOnly: "^(packages|tools)/[^/]+/src/",
    enhancedResolveOptions: { extensions: [".ts", ".js", ".mjs"] },
  },
};
