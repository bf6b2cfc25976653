// Reads each file named with libyaml and does nothing with its events: less than this no reader of YAML can do.
#include <stdio.h>
#include <yaml.h>

int main(int count, char **arguments) {
  for (int i = 1; i < count; i++) {
    FILE *file = fopen(arguments[i], "rb");
    if (!file) return 2;
    yaml_parser_t parser;
    yaml_event_t event;
    int is_at_end = 0;
    if (!yaml_parser_initialize(&parser)) return 2;
    yaml_parser_set_input_file(&parser, file);
    while (!is_at_end) {
      if (!yaml_parser_parse(&parser, &event)) return 1;
      is_at_end = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    fclose(file);
  }
  return 0;
}
