// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/reserved_names.h"

#include <algorithm>
#include <array>

namespace tickscope {

namespace {

using namespace std::string_view_literals;

// Each list is sorted: has() searches it by halves.
// clang-format off
constexpr std::array unregistrable {
    "false"sv, "nil"sv, "true"sv, "undefined"sv,
};

constexpr std::array beamProcesses {
    "application_controller"sv, "code_server"sv, "elixir_code_server"sv, "elixir_config"sv,
    "elixir_sup"sv, "erl_prim_loader"sv, "erl_signal_server"sv, "error_logger"sv,
    "erts_code_purger"sv, "file_server_2"sv, "global_group"sv, "global_group_check"sv,
    "global_name_server"sv, "inet_db"sv, "init"sv, "kernel_refc"sv, "kernel_safe_sup"sv,
    "kernel_sup"sv, "logger"sv, "logger_handler_watcher"sv, "logger_proxy"sv,
    "logger_std_h_default"sv, "logger_sup"sv, "net_kernel"sv, "net_sup"sv, "rex"sv,
    "socket_registry"sv, "standard_error"sv, "standard_error_sup"sv, "timer_server"sv, "user"sv,
    "user_drv"sv,
};

constexpr std::array elixirModules {
    "Access"sv, "Agent"sv, "Any"sv, "Application"sv, "ArgumentError"sv, "ArithmeticError"sv,
    "Atom"sv, "BadArityError"sv, "BadBooleanError"sv, "BadFunctionError"sv, "BadMapError"sv,
    "BadStructError"sv, "Base"sv, "Behaviour"sv, "BitString"sv, "Bitwise"sv, "Calendar"sv,
    "CaseClauseError"sv, "Code"sv, "Collectable"sv, "CompileError"sv, "CondClauseError"sv,
    "Config"sv, "Date"sv, "DateTime"sv, "Dict"sv, "Duration"sv, "DynamicSupervisor"sv, "EEx"sv,
    "Elixir"sv, "Enum"sv, "Enumerable"sv, "ErlangError"sv, "ExUnit"sv, "Exception"sv, "False"sv,
    "File"sv, "Float"sv, "Function"sv, "FunctionClauseError"sv, "GenEvent"sv, "GenServer"sv,
    "HashDict"sv, "HashSet"sv, "Hex"sv, "IEx"sv, "IO"sv, "Inspect"sv, "Integer"sv, "JSON"sv,
    "Kernel"sv, "KeyError"sv, "Keyword"sv, "List"sv, "Logger"sv, "Macro"sv, "Map"sv, "MapSet"sv,
    "MatchError"sv, "Mix"sv, "Module"sv, "NaiveDateTime"sv, "Nil"sv, "Node"sv, "OptionParser"sv,
    "PID"sv, "PartitionSupervisor"sv, "Path"sv, "Port"sv, "Process"sv, "Protocol"sv, "Range"sv,
    "Record"sv, "Reference"sv, "Regex"sv, "Registry"sv, "RuntimeError"sv, "Set"sv, "Stream"sv,
    "String"sv, "StringIO"sv, "Supervisor"sv, "SyntaxError"sv, "System"sv, "SystemLimitError"sv,
    "Task"sv, "Time"sv, "TokenMissingError"sv, "True"sv, "TryClauseError"sv, "Tuple"sv, "URI"sv,
    "UndefinedFunctionError"sv, "UnicodeConversionError"sv, "Version"sv, "WithClauseError"sv,
};

constexpr std::array erlangModules {
    "application"sv, "application_controller"sv, "application_master"sv, "application_starter"sv,
    "array"sv, "atomics"sv, "auth"sv, "base64"sv, "beam_a"sv, "beam_asm"sv, "beam_block"sv,
    "beam_bounds"sv, "beam_call_types"sv, "beam_clean"sv, "beam_dict"sv, "beam_digraph"sv,
    "beam_disasm"sv, "beam_flatten"sv, "beam_jump"sv, "beam_kernel_to_ssa"sv, "beam_lib"sv,
    "beam_listing"sv, "beam_opcodes"sv, "beam_ssa"sv, "beam_ssa_bc_size"sv, "beam_ssa_bool"sv,
    "beam_ssa_bsm"sv, "beam_ssa_codegen"sv, "beam_ssa_dead"sv, "beam_ssa_lint"sv, "beam_ssa_opt"sv,
    "beam_ssa_pp"sv, "beam_ssa_pre_codegen"sv, "beam_ssa_recv"sv, "beam_ssa_share"sv,
    "beam_ssa_throw"sv, "beam_ssa_type"sv, "beam_trim"sv, "beam_types"sv, "beam_utils"sv,
    "beam_validator"sv, "beam_z"sv, "binary"sv, "c"sv, "calendar"sv, "cerl"sv, "cerl_clauses"sv,
    "cerl_inline"sv, "cerl_trees"sv, "code"sv, "code_server"sv, "compile"sv, "core_lib"sv,
    "core_lint"sv, "core_parse"sv, "core_pp"sv, "core_scan"sv, "counters"sv, "dets"sv,
    "dets_server"sv, "dets_sup"sv, "dets_utils"sv, "dets_v9"sv, "dict"sv, "digraph"sv,
    "digraph_utils"sv, "disk_log"sv, "disk_log_1"sv, "disk_log_server"sv, "disk_log_sup"sv,
    "dist_ac"sv, "dist_util"sv, "edlin"sv, "edlin_expand"sv, "eex"sv, "elixir"sv,
    "elixir_aliases"sv, "elixir_bitstring"sv, "elixir_bootstrap"sv, "elixir_clauses"sv,
    "elixir_code_server"sv, "elixir_compiler"sv, "elixir_config"sv, "elixir_def"sv,
    "elixir_dispatch"sv, "elixir_env"sv, "elixir_erl"sv, "elixir_erl_clauses"sv,
    "elixir_erl_compiler"sv, "elixir_erl_for"sv, "elixir_erl_pass"sv, "elixir_erl_try"sv,
    "elixir_erl_var"sv, "elixir_errors"sv, "elixir_expand"sv, "elixir_fn"sv, "elixir_import"sv,
    "elixir_interpolation"sv, "elixir_lexical"sv, "elixir_locals"sv, "elixir_map"sv,
    "elixir_module"sv, "elixir_overridable"sv, "elixir_parser"sv, "elixir_quote"sv,
    "elixir_rewrite"sv, "elixir_sup"sv, "elixir_tokenizer"sv, "elixir_utils"sv, "epp"sv,
    "erl_abstract_code"sv, "erl_anno"sv, "erl_bifs"sv, "erl_bits"sv, "erl_boot_server"sv,
    "erl_compile"sv, "erl_compile_server"sv, "erl_ddll"sv, "erl_distribution"sv, "erl_epmd"sv,
    "erl_error"sv, "erl_erts_errors"sv, "erl_eval"sv, "erl_expand_records"sv, "erl_features"sv,
    "erl_init"sv, "erl_internal"sv, "erl_kernel_errors"sv, "erl_lint"sv, "erl_parse"sv,
    "erl_posix_msg"sv, "erl_pp"sv, "erl_prim_loader"sv, "erl_reply"sv, "erl_scan"sv,
    "erl_signal_handler"sv, "erl_stdlib_errors"sv, "erl_tar"sv, "erl_tracer"sv, "erlang"sv,
    "erpc"sv, "error_handler"sv, "error_logger"sv, "error_logger_file_h"sv, "error_logger_tty_h"sv,
    "erts_code_purger"sv, "erts_debug"sv, "erts_dirty_process_signal_handler"sv, "erts_internal"sv,
    "erts_literal_area_collector"sv, "escript"sv, "ets"sv, "eval_bits"sv, "ex_unit"sv, "file"sv,
    "file_io_server"sv, "file_server"sv, "file_sorter"sv, "filelib"sv, "filename"sv, "gb_sets"sv,
    "gb_trees"sv, "gen"sv, "gen_event"sv, "gen_fsm"sv, "gen_sctp"sv, "gen_server"sv, "gen_statem"sv,
    "gen_tcp"sv, "gen_tcp_socket"sv, "gen_udp"sv, "gen_udp_socket"sv, "global"sv, "global_group"sv,
    "global_search"sv, "group"sv, "group_history"sv, "heart"sv, "iex"sv, "inet"sv, "inet6_sctp"sv,
    "inet6_tcp"sv, "inet6_tcp_dist"sv, "inet6_udp"sv, "inet_config"sv, "inet_db"sv, "inet_dns"sv,
    "inet_gethost_native"sv, "inet_hosts"sv, "inet_parse"sv, "inet_res"sv, "inet_sctp"sv,
    "inet_tcp"sv, "inet_tcp_dist"sv, "inet_udp"sv, "init"sv, "io"sv, "io_lib"sv, "io_lib_format"sv,
    "io_lib_fread"sv, "io_lib_pretty"sv, "kernel"sv, "kernel_config"sv, "kernel_refc"sv, "lists"sv,
    "local_tcp"sv, "local_udp"sv, "log_mf_h"sv, "logger"sv, "logger_backend"sv, "logger_config"sv,
    "logger_disk_log_h"sv, "logger_filters"sv, "logger_formatter"sv, "logger_h_common"sv,
    "logger_handler_watcher"sv, "logger_olp"sv, "logger_proxy"sv, "logger_server"sv,
    "logger_simple_h"sv, "logger_std_h"sv, "logger_sup"sv, "maps"sv, "math"sv, "mix"sv,
    "ms_transform"sv, "net"sv, "net_adm"sv, "net_kernel"sv, "orddict"sv, "ordsets"sv, "os"sv,
    "otp_internal"sv, "peer"sv, "persistent_term"sv, "pg"sv, "pg2"sv, "pool"sv, "prim_buffer"sv,
    "prim_eval"sv, "prim_file"sv, "prim_inet"sv, "prim_net"sv, "prim_socket"sv, "prim_zip"sv,
    "proc_lib"sv, "proplists"sv, "qlc"sv, "qlc_pt"sv, "queue"sv, "ram_file"sv, "rand"sv, "random"sv,
    "raw_file_io"sv, "raw_file_io_compressed"sv, "raw_file_io_deflate"sv, "raw_file_io_delayed"sv,
    "raw_file_io_inflate"sv, "raw_file_io_list"sv, "re"sv, "rec_env"sv, "rpc"sv, "seq_trace"sv,
    "sets"sv, "shell"sv, "shell_default"sv, "shell_docs"sv, "slave"sv, "socket"sv,
    "socket_registry"sv, "sofs"sv, "standard_error"sv, "string"sv, "supervisor"sv,
    "supervisor_bridge"sv, "sys"sv, "sys_core_alias"sv, "sys_core_bsm"sv, "sys_core_fold"sv,
    "sys_core_fold_lists"sv, "sys_core_inline"sv, "sys_core_prepare"sv, "sys_messages"sv,
    "sys_pre_attributes"sv, "timer"sv, "unicode"sv, "unicode_util"sv, "uri_string"sv, "user"sv,
    "user_drv"sv, "user_sup"sv, "v3_core"sv, "v3_kernel"sv, "v3_kernel_pp"sv, "win32reg"sv,
    "wrap_log_reader"sv, "zip"sv, "zlib"sv,
};

constexpr std::array erlangWords {
    "after"sv, "and"sv, "andalso"sv, "band"sv, "begin"sv, "bnot"sv, "bor"sv, "bsl"sv, "bsr"sv,
    "bxor"sv, "case"sv, "catch"sv, "cond"sv, "div"sv, "end"sv, "fun"sv, "if"sv, "let"sv,
    "maybe"sv, "not"sv, "of"sv, "or"sv, "orelse"sv, "receive"sv, "rem"sv, "try"sv, "when"sv,
    "xor"sv,
};
// clang-format on

template <std::size_t size>
bool has(const std::array<std::string_view, size>& sorted, std::string_view name)
{
    return std::binary_search(sorted.begin(), sorted.end(), name);
}

} // namespace

bool isUnregistrable(std::string_view name)
{
    return has(unregistrable, name);
}
bool isBeamProcess(std::string_view name)
{
    return has(beamProcesses, name);
}
bool isElixirModule(std::string_view name)
{
    return has(elixirModules, name);
}
bool isErlangModule(std::string_view name)
{
    return has(erlangModules, name);
}
bool isErlangWord(std::string_view name)
{
    return has(erlangWords, name);
}

} // namespace tickscope
