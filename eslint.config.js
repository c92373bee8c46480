import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: [".venv*/", "static_site/dist/", "static_site/.cache/"] }, // of what Git ignores, eslint knows node_modules only
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-implicit-coercion": "error",
      "no-unused-vars": ["error", { caughtErrors: "all" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  { files: ["ui/web/**", "rooms/**", "static_site/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["static_site/compile.mjs"], languageOptions: { globals: globals.nodeBuiltin } }, // for the build
  { files: ["static_site/python.mjs"], languageOptions: { globals: globals.worker } },
  { files: ["tests/js/**"], languageOptions: { globals: globals.nodeBuiltin } },
];
