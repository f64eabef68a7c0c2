// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/kind_templates.h"

#include "core/elixir/template_names.h"
#include "core/scenario/scenario_lists.h"

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

namespace tickscope {

namespace {

const TemplateText& textOf(std::string_view name, std::string_view ending)
{
    const std::string file = std::string(name) + std::string(ending);
    const auto text = std::find_if(serverTemplateTexts.begin(), serverTemplateTexts.end(),
        [&file](const TemplateText& one) { return one.file == file; });
    assert(text != serverTemplateTexts.end() && "a kind has no template");
    return *text;
}

// The names are the same for every server.
[[maybe_unused]] bool isWithoutMistake(const Template& one, SourceLanguage language)
{
    const ServerSpec spec;
    const std::vector<std::string> problems
        = one.problems(templateNames(ServerPlan(spec, {}, {}), language));
    for (const std::string& problem : problems)
        std::fprintf(stderr, "%s\n", problem.c_str());
    return problems.empty();
}

std::vector<Template> templatesOf(SourceLanguage language)
{
    const std::string_view ending = language == SourceLanguage::Elixir ? ".ex.in" : ".erl.in";
    const TemplateText& shared = textOf("periodic_server", ending);
    std::vector<Template> templates;
    for (const ServerKind kind : allServerKinds) {
        templates.emplace_back(std::vector { textOf(toText(kind), ending), shared });
        assert(isWithoutMistake(templates.back(), language));
    }
    return templates;
}

} // namespace

const Template& kindTemplate(ServerKind kind, SourceLanguage language)
{
    static const std::vector<Template> elixir = templatesOf(SourceLanguage::Elixir);
    static const std::vector<Template> erlang = templatesOf(SourceLanguage::Erlang);
    const auto place = std::find(allServerKinds.begin(), allServerKinds.end(), kind);
    const auto index = static_cast<std::size_t>(place - allServerKinds.begin());
    return language == SourceLanguage::Elixir ? elixir[index] : erlang[index];
}

} // namespace tickscope
