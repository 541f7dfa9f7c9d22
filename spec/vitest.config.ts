import { mergeConfig } from "vitest/config";
import shared from "../vitest.shared.ts";

// The rows of a table are told apart by their whole names.
export default mergeConfig(shared, { test: { taskTitleValueFormatTruncate: 0 } });
